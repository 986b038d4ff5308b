/** Ids of ours for names of the platform: `npe03__Recurring_Donation__c` is `npe03_recurring_donation`. */

const longest = 48;
/** A relation is named without the word that says it holds an id: `AccountId` is `account`. */
const ofPlatform = /^(?<name>[A-Z]\w*)Id$/;

export function idFor(name: string): string {
  const plain = name
    .replace(/__(c|r|e|b|x|mdt|kav|pc)$/i, '')
    .replace(ofPlatform, '$<name>')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/\W+/g, '_')
    .replaceAll(/_+/g, '_')
    .replaceAll(/^_|_$/g, '');
  const lettered = /^[a-z]/.test(plain) ? plain : plain === '' ? 'unnamed' : `x_${plain}`;
  return lettered.slice(0, longest).replace(/_+$/, '');
}

/** Ids for many names, no two alike and none of those taken. */
export function idsFor(names: readonly string[], taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const ids = new Map<string, string>();
  for (const name of names) {
    const wanted = idFor(name);
    let id = wanted;
    for (let count = 2; used.has(id); count += 1)
      id = `${wanted.slice(0, longest - 4).replace(/_+$/, '')}_${count}`;
    used.add(id);
    ids.set(name, id);
  }
  return ids;
}

/** Ids of choices for the names of a picklist's values. */
export function choiceIdsFor(names: readonly string[]): ReadonlyMap<string, string> {
  const used = new Set<string>();
  const ids = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const plain = name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z\d]+/g, '_')
      .replaceAll(/^_|_$/g, '')
      .slice(0, 60);
    const wanted = plain === '' ? `value_${index + 1}` : plain;
    let id = wanted;
    for (let count = 2; used.has(id); count += 1) id = `${wanted}_${count}`;
    used.add(id);
    ids.set(name, id);
  }
  return ids;
}

/** `A-{YYYY}-{0000}` as the pattern of an auto-number. */
export function numberPattern(displayFormat: string | undefined): string {
  const pattern = (displayFormat ?? '{0}').replaceAll(/\{(YYYY|YY|MM|DD)\}/g, (part) => part.toLowerCase());
  return /\{0+\}/.test(pattern) ? pattern : `${pattern}{0}`;
}

/** Words of a name: `Total_Tasks__c` is "Total Tasks". */
export function spoken(name: string): string {
  return name
    .replace(/__(c|r)$/, '')
    .replace(/^[a-z]+\d*__/, '')
    .replaceAll('_', ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .trim();
}

/** What the other side of a relation is called. */
export const inverseKey = (child: string, field: string, relationshipName: string | undefined): string =>
  relationshipName ?? `${idFor(child)}_by_${idFor(field)}`;
