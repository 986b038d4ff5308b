import type { SavedViewContent } from '@tenon/model';
import { TenonError } from '../errors.ts';
import { isPlainObject } from '../query/plain.ts';
import { limits } from './limits.ts';
import { wrong } from './sharing.ts';

const parts = ['columns', 'filter', 'sort', 'state'];

/**
 * A view's content in its shape. What it names is looked at when it is shown: the configuration changes meanwhile, and
 * others who see it see other fields.
 */
export function readContent(asked: unknown): SavedViewContent {
  if (!isPlainObject(asked)) throw wrong('/content', 'The content is an object');
  const unknown = Object.keys(asked).find((key) => !parts.includes(key));
  if (unknown !== undefined) throw wrong('/content', `There is no '${unknown.slice(0, 60)}' in a view`);
  const { columns, filter, sort, state } = asked;
  if (columns !== undefined) {
    if (!Array.isArray(columns) || columns.length === 0 || !columns.every(isPath))
      throw wrong('/content/columns', 'Columns are a list of paths');
    if (columns.length > limits.columns)
      throw new TenonError('limit-exceeded', `A view has at most ${limits.columns} columns`);
  }
  if (filter !== undefined && !isPlainObject(filter))
    throw wrong('/content/filter', 'A filter is an expression');
  if (sort !== undefined && !(Array.isArray(sort) && sort.length <= limits.sortKeys && sort.every(isSortKey)))
    throw wrong('/content/sort', `A sort is a list of at most ${limits.sortKeys} fields with directions`);
  if (state !== undefined && !isPlainObject(state)) throw wrong('/content/state', 'Settings are an object');
  if (Buffer.byteLength(JSON.stringify(asked)) > limits.content)
    throw new TenonError('limit-exceeded', `A view has at most ${limits.content} bytes`);
  return asked as SavedViewContent;
}

function isPath(path: unknown): boolean {
  return typeof path === 'string' && path.length > 0 && path.length <= limits.pathLength;
}

function isSortKey(key: unknown): boolean {
  return (
    isPlainObject(key) &&
    Object.keys(key).length === 2 &&
    isPath(key.field) &&
    (key.direction === 'asc' || key.direction === 'desc')
  );
}
