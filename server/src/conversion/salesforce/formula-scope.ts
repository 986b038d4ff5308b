/** What formulas of an object may name, by the names of the platform. */
import type { Conversion, ConvertedObject } from './conversion.ts';
import type { FormulaField, FormulaScope } from './formula/translate.ts';
import { choicesOf, kindOf } from './targets.ts';

const system: ReadonlyMap<string, FormulaField> = new Map<string, FormulaField>([
  ['id', { path: 'id', kind: 'id' }],
  ['createddate', { path: 'created_at', kind: 'datetime' }],
  ['lastmodifieddate', { path: 'updated_at', kind: 'datetime' }],
  ['createdbyid', { path: 'created_by', kind: 'id' }],
  ['lastmodifiedbyid', { path: 'updated_by', kind: 'id' }],
  ['ownerid', { path: 'owner', kind: 'id' }],
]);

/** Names are looked up without regard to case, as the platform does. */
export function formulaScope(
  object: ConvertedObject,
  conversion: Conversion,
  blankAsZero: boolean,
): FormulaScope {
  return {
    blankAsZero,
    label: (name) => conversion.labels.get(name),
    field(path) {
      let at = object;
      const steps: string[] = [];
      for (const step of path.slice(0, -1)) {
        const name = /__r$/i.test(step) ? step.replace(/r$/i, 'c') : `${step}Id`;
        const found = at.source.fields.find(({ fullName }) => alike(fullName, name));
        const next = found?.referenceTo === undefined ? undefined : conversion.objects.get(found.referenceTo);
        const id = found && at.fieldIds.get(found.fullName);
        if (!found || !next || id === undefined) return recordType(at, step, path.at(-1), steps);
        steps.push(id);
        at = next;
      }
      const last = path.at(-1) ?? '';
      const own = system.get(last.toLowerCase());
      if (own) return { ...own, path: [...steps, own.path].join('.') };
      if (alike(last, 'Name') && at.id !== 'user')
        return { path: [...steps, at.fieldIds.get('Name')].join('.'), kind: 'text' };
      if (alike(last, 'Name')) return { path: [...steps, 'name'].join('.'), kind: 'text' };
      const field = at.source.fields.find(({ fullName }) => alike(fullName, last));
      const id = field && at.fieldIds.get(field.fullName);
      const kind = field && kindOf(field);
      if (!field || id === undefined || kind === undefined) return undefined;
      const choices = kind === 'choice' || kind === 'list' ? choicesOf(field, conversion) : undefined;
      return { path: [...steps, id].join('.'), kind, ...(choices && { choices: choices.ids }) };
    },
  };
}

/** `RecordType.DeveloperName` is the choice of a record type. */
function recordType(
  at: ConvertedObject,
  step: string,
  last: string | undefined,
  steps: readonly string[],
): FormulaField | undefined {
  if (!alike(step, 'RecordType') || last === undefined || at.source.recordTypes.length === 0)
    return undefined;
  const names = at.source.recordTypes.map((type) => [
    alike(last, 'DeveloperName') ? type.fullName : type.label,
    recordTypeId(type.fullName),
  ]) as [string, string][];
  return { path: [...steps, 'record_type'].join('.'), kind: 'choice', choices: new Map(names) };
}

export const recordTypeId = (fullName: string): string =>
  fullName
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/\W+|_+/g, '_')
    .replace(/^(?![a-z])/, 'x_')
    .slice(0, 48);

const alike = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
