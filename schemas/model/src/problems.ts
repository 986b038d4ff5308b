import { type Catalogue, problemMaker } from '@tenon/documents';

/** Everything that the compiler says beyond the form of a document. Codes are never used again for something else. */
export const modelProblems = {
  'document-repeated': {
    severity: 'error',
    en: "two documents are {kind} '{id}'; this one is left out",
    'zh-CN': '有两个文档同为{kind}“{id}”；此文档未采用',
  },
  'organisation-id': {
    severity: 'error',
    en: "the organisation's id is 'main', not '{id}'",
    'zh-CN': '组织文档的标识必须是 main，而不是“{id}”',
  },
  'id-repeated': {
    severity: 'error',
    en: "the id '{id}' stands twice here",
    'zh-CN': '标识“{id}”在此处重复',
  },
  'id-reserved': {
    severity: 'error',
    en: "the id '{id}' is taken by Tenon itself",
    'zh-CN': '标识“{id}”为系统保留',
  },
  'id-underscores': {
    severity: 'error',
    en: "the id '{id}' has two underscores in a row or one at its end; tables and columns are told apart by those",
    'zh-CN': '标识“{id}”含有连续的下划线或以下划线结尾；这种写法用于区分数据表和列',
  },
  'name-too-long': {
    severity: 'error',
    en: "the table '{name}' would have a name of {length} bytes; 63 is the most",
    'zh-CN': '数据表“{name}”的名称将有 {length} 字节，最多 63 字节',
  },
  'reference-unknown': {
    severity: 'error',
    en: "there is no {kind} '{id}'",
    'zh-CN': '不存在{kind}“{id}”',
  },
  'builtin-field-changed': {
    severity: 'error',
    en: "'{field}' is a built-in field of {entity}: its label and help may change, its {part} may not",
    'zh-CN': '“{field}”是 {entity} 的内置字段：可以修改名称和帮助，不能修改 {part}',
  },
  'option-invalid': {
    severity: 'error',
    en: '{message}',
    'zh-CN': '设置无效：{message}',
  },
  'plugin-failed': {
    severity: 'error',
    en: "the {what} '{id}' failed on these options: {message}",
    'zh-CN': '{what}“{id}”处理这些设置时出错：{message}',
  },
  'unique-impossible': {
    severity: 'error',
    en: "fields of type '{type}' cannot be unique",
    'zh-CN': '类型为“{type}”的字段不能设为唯一',
  },
  'required-impossible': {
    severity: 'error',
    en: "a field of type '{type}' that stores nothing itself cannot be required, unique or have a default",
    'zh-CN': '类型为“{type}”且自身不存储值的字段不能设为必填、唯一或带默认值',
  },
  'default-invalid': {
    severity: 'error',
    en: 'the default is no valid value: {message}',
    'zh-CN': '默认值无效：{message}',
  },
  'inverse-mismatch': {
    severity: 'error',
    en: "'{via}' of {entity} is not a relation to {expected}, so it has no other side here",
    'zh-CN': '{entity} 的“{via}”不是指向 {expected} 的关联，因此这里没有反向关联',
  },
  'title-unfit': {
    severity: 'error',
    en: "'{field}' cannot name a record: a title is a text, number, date or choice",
    'zh-CN': '“{field}”不能作为记录标题：标题须为文本、数字、日期或选项',
  },
  'index-impossible': {
    severity: 'error',
    en: "no index can be over '{field}': its values lie elsewhere or may be too long",
    'zh-CN': '无法为“{field}”建立索引：其值不存于本表，或可能过长',
  },
  'index-empty': {
    severity: 'error',
    en: "the index '{id}' names neither fields to compare nor an order",
    'zh-CN': '索引“{id}”既没有比较的字段，也没有排序',
  },
  'index-wide': {
    severity: 'error',
    en: "the fields of the index '{id}' may hold more together than an index can; lower their maxLength or name fewer",
    'zh-CN': '索引“{id}”各字段合计可能超出索引的容量；请减小 maxLength 或减少字段',
  },
  'indexes-many': {
    severity: 'warning',
    en: 'views, assignment rules and reports of {entity} ask for more than {most} indexes; what is looked up by {left} is without one',
    'zh-CN': '{entity} 的视图、分配规则和报表需要的索引超过 {most} 个；按 {left} 的查找没有索引',
  },
  'search-unfit': {
    severity: 'error',
    en: "'{field}' cannot be searched: only text can",
    'zh-CN': '“{field}”不能用于搜索：仅支持文本字段',
  },
  'path-unknown': {
    severity: 'error',
    en: "{entity} has no field '{field}'",
    'zh-CN': '{entity} 没有字段“{field}”',
  },
  'path-not-one': {
    severity: 'error',
    en: "'{field}' of {entity} does not lead to one record, so a path cannot go on from it",
    'zh-CN': '{entity} 的“{field}”不指向单条记录，路径无法继续',
  },
  'path-too-long': {
    severity: 'error',
    en: "the path '{path}' has {count} fields; {limit} is the most",
    'zh-CN': '路径“{path}”包含 {count} 个字段，最多 {limit} 个',
  },
  'path-inverse': {
    severity: 'error',
    en: "'{path}' is the other side of a relation, which a column cannot show; use a list",
    'zh-CN': '“{path}”是反向关联，不能作为列显示；请使用列表',
  },
  'view-field': {
    severity: 'error',
    en: "'{field}' does not fit as the {option} of a {view}: {kinds} would",
    'zh-CN': '“{field}”不适合作为 {view} 视图的 {option}，可用的字段种类：{kinds}',
  },
  'not-sortable': {
    severity: 'error',
    en: "'{path}' cannot be sorted by",
    'zh-CN': '不能按“{path}”排序',
  },
  'not-writable': {
    severity: 'error',
    en: "'{field}' is not for people to fill in",
    'zh-CN': '“{field}”不能由人工填写',
  },
  'not-a-list': {
    severity: 'error',
    en: "'{field}' does not lead to many records",
    'zh-CN': '“{field}”不指向多条记录',
  },
  'type-unknown': {
    severity: 'error',
    en: "unknown {what} '{type}'; known: {allowed}",
    'zh-CN': '未知的{what}“{type}”；可用：{allowed}',
  },
  'time-zone-unknown': {
    severity: 'error',
    en: "'{value}' is not an IANA time zone such as Asia/Shanghai",
    'zh-CN': '“{value}”不是 IANA 时区名称（例如 Asia/Shanghai）',
  },
  'cron-invalid': {
    severity: 'error',
    en: "'{value}' is not a schedule: {reason}",
    'zh-CN': '“{value}”不是有效的定时表达式：{reason}',
  },
  'entity-differs': {
    severity: 'error',
    en: "the {kind} '{id}' is about {found}, not {expected}",
    'zh-CN': '{kind}“{id}”属于 {found}，而不是 {expected}',
  },
  'queue-missing': {
    severity: 'error',
    en: "'{choice}' needs a queue",
    'zh-CN': '“{choice}”需要指定公海',
  },
  'set-empty': {
    severity: 'error',
    en: "'{field}' is required and cannot be set to empty",
    'zh-CN': '“{field}”为必填字段，不能设为空',
  },
  'measure-parts': {
    severity: 'error',
    en: 'a measure has either an aggregate or a formula',
    'zh-CN': '一个指标必须且只能有聚合或公式之一',
  },
  'measure-field': {
    severity: 'error',
    en: "'{aggregate}' {need}",
    'zh-CN': '“{aggregate}”的字段设置有误：{need}',
  },
  'measure-type': {
    severity: 'error',
    en: "'{path}' cannot go into {aggregate}",
    'zh-CN': '“{path}”不能用于 {aggregate}',
  },
  'group-type': {
    severity: 'error',
    en: "'{path}' cannot be grouped by",
    'zh-CN': '不能按“{path}”分组',
  },
  'bucket-type': {
    severity: 'error',
    en: "'{path}' is no date, so it has no {bucket}",
    'zh-CN': '“{path}”不是日期，不能按 {bucket} 分段',
  },
  'report-missing': {
    severity: 'error',
    en: "a tile of type '{type}' needs a report",
    'zh-CN': '类型为“{type}”的图块需要指定报表',
  },
  'report-groups': {
    severity: 'error',
    en: "a tile of type '{type}' takes {least} to {most} groups; the report '{report}' has {count}",
    'zh-CN': '类型为“{type}”的图块需要 {least} 到 {most} 个分组；报表“{report}”有 {count} 个',
  },
  'report-unused': {
    severity: 'warning',
    en: "a tile of type '{type}' shows no report",
    'zh-CN': '类型为“{type}”的图块不显示报表',
  },
  'tile-outside': {
    severity: 'error',
    en: 'the tile ends at column {end}; the grid has 12',
    'zh-CN': '图块延伸到第 {end} 列，而网格只有 12 列',
  },
  'tiles-overlap': {
    severity: 'warning',
    en: "the tile overlaps '{other}' and will be moved down",
    'zh-CN': '图块与“{other}”重叠，将被下移',
  },
  'target-count': {
    severity: 'error',
    en: 'an item leads to exactly one of view, dashboard, entity; this one names {count}',
    'zh-CN': '导航项必须且只能指向视图、仪表盘、对象之一；此项指定了 {count} 个',
  },
  'field-not-hidden': {
    severity: 'error',
    en: "'{field}' cannot be hidden or made read-only",
    'zh-CN': '“{field}”不能隐藏或设为只读',
  },
  'grant-fields': {
    severity: 'error',
    en: 'fields belong to one entity, so a grant for * cannot name them',
    'zh-CN': '字段属于某个对象，因此针对 * 的授权不能指定字段',
  },
  'create-impossible': {
    severity: 'warning',
    en: "'{field}' of {entity} is required, has no default and cannot be written, so nobody can create records by this grant",
    'zh-CN': '{entity} 的“{field}”为必填且无默认值，但不可写入，因此凭此授权无法新建记录',
  },
  'warning-late': {
    severity: 'warning',
    en: 'the warning would come before the task begins: {warn} is not shorter than {lapse}',
    'zh-CN': '提醒时间早于任务开始：{warn} 不短于 {lapse}',
  },
  'condition-impossible': {
    severity: 'error',
    en: "'{field}' is not written by people or files, so it cannot be required or read-only by condition",
    'zh-CN': '“{field}”不由人员或文件写入，不能设置必填或只读条件',
  },
  'viewer-path-long': {
    severity: 'error',
    en: "'{path}' leads further than the viewer's own record and those that it refers to",
    'zh-CN': '“{path}”超出了当前用户的记录及其直接关联的记录',
  },
  'ignore-case-idle': {
    severity: 'warning',
    en: 'there is no unique text here whose case could be ignored',
    'zh-CN': '此处没有需要忽略大小写的唯一文本',
  },
  'page-part-missing': {
    severity: 'error',
    en: "a section that shows '{show}' needs '{setting}'",
    'zh-CN': '显示“{show}”的分区需要“{setting}”',
  },
  'page-part-idle': {
    severity: 'error',
    en: "'{setting}' means nothing in a section that shows '{show}'",
    'zh-CN': '“{setting}”在显示“{show}”的分区中没有作用',
  },
  'page-report-by': {
    severity: 'error',
    en: "'{path}' does not lead to a record of {entity}, so the figures cannot be narrowed to this one",
    'zh-CN': '“{path}”不指向 {entity} 的记录，因此无法只统计本记录的数据',
  },
  'record-type-unknown': {
    severity: 'error',
    en: "'{id}' is none of the record types",
    'zh-CN': '“{id}”不是任何一个业务类型',
  },
  'choice-due': {
    severity: 'error',
    en: "'{field}' is no choice field",
    'zh-CN': '“{field}”不是选项字段',
  },
  'option-unknown': {
    severity: 'error',
    en: "'{field}' has no option '{option}'",
    'zh-CN': '“{field}”没有选项“{option}”',
  },
  'default-not-offered': {
    severity: 'error',
    en: "new records begin with '{option}' in '{field}', which the record type '{type}' does not offer",
    'zh-CN': '新建记录的“{field}”默认为“{option}”，而业务类型“{type}”不提供该选项',
  },
  'default-not-initial': {
    severity: 'error',
    en: "new records begin in '{option}', which is none of the initial stages",
    'zh-CN': '新建记录默认处于“{option}”，而它不在初始阶段之列',
  },
  'stage-unreached': {
    severity: 'warning',
    en: "no transition leads to '{option}' from an initial stage",
    'zh-CN': '没有任何阶段变更能从初始阶段到达“{option}”',
  },
  'computed-circle': {
    severity: 'error',
    en: 'these fields are worked out from each other in a circle: {circle}',
    'zh-CN': '以下字段互相循环引用，无法计算：{circle}',
  },
  'computed-too-large': {
    severity: 'error',
    en: 'with all that it reads, the field is worked out from {parts} parts and {aggregates} questions about related records, which is too much for one value; a roll-up keeps its value',
    'zh-CN':
      '该字段连同其引用的字段共涉及 {parts} 个部分和 {aggregates} 次关联查询，超过单个值的上限；可改用汇总字段保存中间结果',
  },
  'computed-segments': {
    severity: 'error',
    en: "a roll-up cannot ask about the segments of '{segmentation}', which change after the records do",
    'zh-CN': '汇总字段不能引用分群“{segmentation}”，分群的变化晚于记录',
  },
  'lookup-unfit': {
    severity: 'error',
    en: "'{path}' stands for many records; a lookup shows one value",
    'zh-CN': '“{path}”对应多条记录，引用字段只能显示一个值',
  },
  'result-unfit': {
    severity: 'error',
    en: "values of type '{type}' cannot be worked out",
    'zh-CN': '类型为“{type}”的值不能由公式计算',
  },
  'result-needed': {
    severity: 'error',
    en: 'the type of the values cannot be told from the expression ({kind}); state it in `result`',
    'zh-CN': '无法从表达式（{kind}）判断值的类型，请在 result 中指定',
  },
  'match-unfit': {
    severity: 'error',
    en: "'{field}' cannot be compared as {how}: {need}",
    'zh-CN': '“{field}”不能按 {how} 比较：{need}',
  },
  'match-similar-twice': {
    severity: 'error',
    en: 'a way compares at most one field as fuzzy',
    'zh-CN': '一种匹配方式最多只能有一个 fuzzy 字段',
  },
  'match-option-idle': {
    severity: 'warning',
    en: "'{option}' means nothing where fields are compared as {how}",
    'zh-CN': '按 {how} 比较时，“{option}”不起作用',
  },
  'match-where-far': {
    severity: 'error',
    en: 'the condition must be told from the values of the record alone, at any time',
    'zh-CN': '该条件只能依据记录自身的值判断，且不随时间变化',
  },
  'segmentation-circle': {
    severity: 'error',
    en: "the condition of '{segment}' asks about '{other}', which in turn asks about this segmentation",
    'zh-CN': '“{segment}”的条件引用了“{other}”，而后者又引用了本分群方案',
  },
} as const satisfies Catalogue;

export type ModelProblemCode = keyof typeof modelProblems;
export const modelProblem = problemMaker<ModelProblemCode>(modelProblems);
