import type { OutcomeDocument, PriorityPart, RelatedList, TaskTypeDocument, Text } from '@tenon/documents';
import { labelOf } from '../labels.ts';
import type { Place, Problems } from '../reporter.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

export interface TaskTypeLonghand {
  readonly document: TaskTypeDocument;
  readonly icon: string;
  readonly lists: readonly { readonly list: RelatedList; readonly place: Place }[];
  readonly priority: readonly { readonly part: PriorityPart; readonly label: Text; readonly place: Place }[];
  readonly outcomes: readonly { readonly outcome: OutcomeDocument; readonly place: Place }[];
  readonly place: Place;
}

export function normalizeTaskType(document: TaskTypeDocument, problems: Problems): TaskTypeLonghand {
  const place = problems.at(document);
  const unique = <Item>(
    list: readonly Item[] | undefined,
    name: string,
    key: string,
    idOf: (item: Item) => string,
  ) => distinct(entries(list), idOf, (index) => place.to(name, index, key));
  return {
    document,
    icon: document.icon ?? 'check-square',
    lists: unique(document.lists, 'lists', 'relation', ({ relation }) => relation).map(([list, index]) => ({
      list,
      place: place.to('lists', index),
    })),
    priority: unique(document.priority, 'priority', 'id', ({ id }) => id).map(([part, index]) => ({
      part,
      label: part.label ?? labelOf(part.id),
      place: place.to('priority', index),
    })),
    outcomes: unique(document.outcomes, 'outcomes', 'id', ({ id }) => id).map(([outcome, index]) => ({
      outcome,
      place: place.to('outcomes', index),
    })),
    place,
  };
}
