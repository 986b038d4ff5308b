import type { Text } from '@tenon/documents';

/** What a type is called that a part of a document names by its id; undefined when nothing is known of it. */
export type TypeName = (id: string) => Text | undefined;

/** Words for document kinds. */
export const kindWords: { readonly [kind: string]: Text } = {
  organisation: { en: 'Organisation', 'zh-CN': '组织' },
  entity: { en: 'Entity', 'zh-CN': '对象' },
  form: { en: 'Form', 'zh-CN': '表单' },
  view: { en: 'View', 'zh-CN': '视图' },
  page: { en: 'Record page', 'zh-CN': '记录页' },
  report: { en: 'Report', 'zh-CN': '报表' },
  dashboard: { en: 'Dashboard', 'zh-CN': '仪表盘' },
  segmentation: { en: 'Segmentation', 'zh-CN': '分群方案' },
  'duplicate-rule': { en: 'Duplicate rule', 'zh-CN': '查重规则' },
  queue: { en: 'Queue', 'zh-CN': '公海' },
  'task-type': { en: 'Task type', 'zh-CN': '任务类型' },
  'assignment-rule': { en: 'Assignment rule', 'zh-CN': '分配规则' },
  role: { en: 'Role', 'zh-CN': '角色' },
  app: { en: 'App', 'zh-CN': '应用' },
};

/** Lists of a kind whose entries have an id of their own: what one entry is called, and what names it. */
export const listWords: {
  readonly [kind: string]: { readonly [property: string]: { readonly entry: Text; readonly id: string } };
} = {
  entity: {
    fields: { entry: { en: 'field', 'zh-CN': '字段' }, id: 'id' },
    rules: { entry: { en: 'rule', 'zh-CN': '规则' }, id: 'id' },
    uniques: { entry: { en: 'unique combination', 'zh-CN': '唯一组合' }, id: 'id' },
    indexes: { entry: { en: 'index', 'zh-CN': '索引' }, id: 'id' },
    recordTypes: { entry: { en: 'record type', 'zh-CN': '业务类型' }, id: 'id' },
  },
  form: { sections: { entry: { en: 'section', 'zh-CN': '分区' }, id: 'id' } },
  page: { tabs: { entry: { en: 'tab', 'zh-CN': '标签页' }, id: 'id' } },
  view: { columns: { entry: { en: 'column', 'zh-CN': '列' }, id: 'field' } },
  report: {
    measures: { entry: { en: 'measure', 'zh-CN': '指标' }, id: 'id' },
    groupBy: { entry: { en: 'group', 'zh-CN': '分组' }, id: 'id' },
  },
  dashboard: { tiles: { entry: { en: 'tile', 'zh-CN': '图块' }, id: 'id' } },
  segmentation: { segments: { entry: { en: 'segment', 'zh-CN': '分群' }, id: 'id' } },
  'task-type': {
    outcomes: { entry: { en: 'outcome', 'zh-CN': '跟进结果' }, id: 'id' },
    priority: { entry: { en: 'priority part', 'zh-CN': '优先级组成' }, id: 'id' },
    lists: { entry: { en: 'related list', 'zh-CN': '关联列表' }, id: 'relation' },
  },
  role: { grants: { entry: { en: 'grant on', 'zh-CN': '授权对象' }, id: 'entity' } },
  app: { items: { entry: { en: 'item', 'zh-CN': '导航项' }, id: 'id' } },
};

/** Words for properties, by the last name of their pointer. */
export const propertyWords: { readonly [property: string]: Text } = {
  label: { en: 'label', 'zh-CN': '名称' },
  labelPlural: { en: 'plural label', 'zh-CN': '复数名称' },
  description: { en: 'description', 'zh-CN': '说明' },
  help: { en: 'help', 'zh-CN': '帮助' },
  icon: { en: 'icon', 'zh-CN': '图标' },
  color: { en: 'colour', 'zh-CN': '颜色' },
  type: { en: 'type', 'zh-CN': '类型' },
  required: { en: 'required', 'zh-CN': '必填' },
  unique: { en: 'unique', 'zh-CN': '唯一' },
  readOnly: { en: 'read-only', 'zh-CN': '只读' },
  default: { en: 'default', 'zh-CN': '默认值' },
  options: { en: 'settings', 'zh-CN': '设置' },
  titleField: { en: 'title field', 'zh-CN': '标题字段' },
  searchFields: { en: 'search fields', 'zh-CN': '搜索字段' },
  sort: { en: 'sort order', 'zh-CN': '排序' },
  when: { en: 'condition', 'zh-CN': '条件' },
  where: { en: 'condition', 'zh-CN': '条件' },
  members: { en: 'members', 'zh-CN': '成员' },
  actions: { en: 'actions', 'zh-CN': '操作' },
  hidden: { en: 'hidden fields', 'zh-CN': '隐藏字段' },
  capabilities: { en: 'capabilities', 'zh-CN': '权限' },
  enabled: { en: 'enabled', 'zh-CN': '启用' },
  strategy: { en: 'match strategy', 'zh-CN': '匹配策略' },
  pair: { en: 'pair condition', 'zh-CN': '配对条件' },
  capacity: { en: 'capacity', 'zh-CN': '容量' },
  weight: { en: 'weight', 'zh-CN': '权重' },
  limits: { en: 'limits', 'zh-CN': '上限' },
  schedule: { en: 'schedule', 'zh-CN': '时间计划' },
  timeZone: { en: 'time zone', 'zh-CN': '时区' },
  lapseAfter: { en: 'validity', 'zh-CN': '有效期' },
  onLapse: { en: 'action on lapse', 'zh-CN': '过期处理' },
  due: { en: 'due time', 'zh-CN': '截止时间' },
  score: { en: 'score', 'zh-CN': '得分' },
  hot: { en: 'hot condition', 'zh-CN': '重点条件' },
  effects: { en: 'effects', 'zh-CN': '执行动作' },
  position: { en: 'position', 'zh-CN': '位置' },
  report: { en: 'report', 'zh-CN': '报表' },
  entity: { en: 'entity', 'zh-CN': '对象' },
  aggregate: { en: 'aggregate', 'zh-CN': '聚合方式' },
  formula: { en: 'formula', 'zh-CN': '公式' },
  otherwise: { en: 'remaining segment', 'zh-CN': '其余分群' },
  currency: { en: 'currency', 'zh-CN': '货币' },
  instructions: { en: 'instructions', 'zh-CN': '操作说明' },
  roles: { en: 'roles', 'zh-CN': '角色' },
  summary: { en: 'summary', 'zh-CN': '摘要' },
  sections: { en: 'section', 'zh-CN': '分区' },
  show: { en: 'what is shown', 'zh-CN': '显示内容' },
  visible: { en: 'condition for showing', 'zh-CN': '显示条件' },
  relation: { en: 'relation', 'zh-CN': '关联' },
  columns: { en: 'columns', 'zh-CN': '列' },
  requiredWhen: { en: 'condition for required', 'zh-CN': '必填条件' },
  readOnlyWhen: { en: 'condition for read-only', 'zh-CN': '只读条件' },
  ignoreCase: { en: 'ignoring of case', 'zh-CN': '忽略大小写' },
  must: { en: 'condition', 'zh-CN': '条件' },
  message: { en: 'message', 'zh-CN': '提示' },
  fields: { en: 'fields', 'zh-CN': '字段' },
  form: { en: 'form', 'zh-CN': '表单' },
  defaultRecordType: { en: 'default record type', 'zh-CN': '默认业务类型' },
  stages: { en: 'stages', 'zh-CN': '阶段' },
  match: { en: 'ways to match', 'zh-CN': '匹配方式' },
  action: { en: 'action', 'zh-CN': '处理方式' },
  initial: { en: 'initial stages', 'zh-CN': '初始阶段' },
};

/** Lists without ids of their own, at any depth: what one entry is called, and what it is told apart by. */
export const unnamedWords: {
  readonly [property: string]: {
    readonly entry: Text;
    readonly nameOf: (item: { readonly [property: string]: unknown }) => string;
  };
} = {
  transitions: {
    entry: { en: 'transition', 'zh-CN': '阶段变更' },
    nameOf: ({ from, to }) => `${[from].flat().join(', ')} → ${[to].flat().join(', ')}`,
  },
};
