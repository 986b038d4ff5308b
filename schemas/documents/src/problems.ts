import { type Catalogue, problemMaker } from './catalogue.ts';

/** Everything that this package says about a document. Codes are never used again for something else. */
export const documentProblems = {
  'json-syntax': {
    severity: 'error',
    en: 'not JSON at line {line}, column {column}: {found} stands where {expected} is due',
    'zh-CN': '第 {line} 行第 {column} 列不是有效的 JSON：此处应为 {expected}，实际为 {found}',
  },
  'json-duplicate-key': {
    severity: 'error',
    en: "the key '{key}' stands twice in one object (again at line {line}, column {column})",
    'zh-CN': '同一对象中键“{key}”重复（第 {line} 行第 {column} 列）',
  },
  'document-not-object': {
    severity: 'error',
    en: 'a document is a JSON object, not {value}',
    'zh-CN': '文档必须是 JSON 对象，而不是 {value}',
  },
  'document-not-json': {
    severity: 'error',
    en: 'holds {value}, which JSON cannot',
    'zh-CN': '包含 JSON 无法表示的值 {value}',
  },
  'document-too-deep': {
    severity: 'error',
    en: 'nested deeper than {limit} levels',
    'zh-CN': '嵌套超过 {limit} 层',
  },
  'document-too-large': {
    severity: 'error',
    en: 'larger than {limit} characters',
    'zh-CN': '超过 {limit} 个字符',
  },
  'text-unusable': {
    severity: 'error',
    en: 'holds a NUL character or half of a surrogate pair',
    'zh-CN': '包含 NUL 字符或不完整的代理对',
  },
  'key-forbidden': {
    severity: 'error',
    en: "the key '{key}' is not allowed",
    'zh-CN': '不允许使用键“{key}”',
  },
  'kind-missing': {
    severity: 'error',
    en: 'the document does not say its kind; known kinds: {allowed}',
    'zh-CN': '文档没有写明种类 kind；可用种类：{allowed}',
  },
  'kind-unknown': {
    severity: 'error',
    en: "unknown document kind '{value}'; known kinds: {allowed}",
    'zh-CN': '未知的文档种类“{value}”；可用种类：{allowed}',
  },
  'format-unknown': {
    severity: 'error',
    en: 'format {value} of {kind} is not known here; the newest is {newest}',
    'zh-CN': '不认识 {kind} 的格式版本 {value}；最新版本为 {newest}',
  },
  'migration-failed': {
    severity: 'error',
    en: 'cannot be brought from format {from} to {to}: {reason}',
    'zh-CN': '无法从格式 {from} 升级到 {to}：{reason}',
  },
  'property-unknown': {
    severity: 'error',
    en: "unknown property '{property}'; allowed: {allowed}",
    'zh-CN': '未知的属性“{property}”；可用属性：{allowed}',
  },
  'property-missing': {
    severity: 'error',
    en: "the property '{property}' is missing",
    'zh-CN': '缺少属性“{property}”',
  },
  'value-type': {
    severity: 'error',
    en: '{value} stands where {expected} is due',
    'zh-CN': '此处应为 {expected}，实际为 {value}',
  },
  'value-not-listed': {
    severity: 'error',
    en: '{value} is not one of {allowed}',
    'zh-CN': '{value} 不在可选值之中：{allowed}',
  },
  'value-pattern': {
    severity: 'error',
    en: '{value} is not of the form asked for: {expected}',
    'zh-CN': '{value} 格式不正确：{expected}',
  },
  'id-form': {
    severity: 'error',
    en: '{value} cannot be an id: a lower case letter, then up to 47 lower case letters, digits or underscores',
    'zh-CN': '{value} 不能作为标识：须以小写字母开头，后接最多 47 个小写字母、数字或下划线',
  },
  'path-form': {
    severity: 'error',
    en: '{value} is not a field or a path of fields such as owner.team',
    'zh-CN': '{value} 不是字段，也不是 owner.team 这样的字段路径',
  },
  'duration-form': {
    severity: 'error',
    en: '{value} is not an ISO 8601 duration such as P3D or PT12H',
    'zh-CN': '{value} 不是 ISO 8601 时长（例如 P3D、PT12H）',
  },
  'value-range': {
    severity: 'error',
    en: '{value} is out of range: {limit} is the {bound}',
    'zh-CN': '{value} 超出范围：界限为 {limit}（{bound}）',
  },
  'value-length': {
    severity: 'error',
    en: 'has {length} characters; {limit} is the {bound}',
    'zh-CN': '长度为 {length} 个字符；界限为 {limit}（{bound}）',
  },
  'items-count': {
    severity: 'error',
    en: 'has {count} entries; {limit} is the {bound}',
    'zh-CN': '共有 {count} 项；界限为 {limit}（{bound}）',
  },
  'items-repeated': {
    severity: 'error',
    en: 'entries {first} and {second} are the same',
    'zh-CN': '第 {first} 项与第 {second} 项重复',
  },
  'value-invalid': {
    severity: 'error',
    en: '{value} is not allowed here: {reason}',
    'zh-CN': '此处不允许 {value}：{reason}',
  },
} as const satisfies Catalogue;

export type DocumentProblemCode = keyof typeof documentProblems;
export const documentProblem = problemMaker<DocumentProblemCode>(documentProblems);
