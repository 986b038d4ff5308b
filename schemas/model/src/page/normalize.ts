import type { PageDocument, PageSection } from '@tenon/documents';
import type { Place, Problems } from '../reporter.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

export interface PageLonghand {
  readonly document: PageDocument;
  readonly place: Place;
  readonly tabs: readonly {
    readonly tab: PageDocument['tabs'][number];
    readonly sections: readonly { readonly section: PageSection; readonly place: Place }[];
  }[];
}

export function normalizePage(document: PageDocument, problems: Problems): PageLonghand {
  const place = problems.at(document);
  const tabs = distinct(
    entries(document.tabs),
    ({ id }) => id,
    (index) => place.to('tabs', index, 'id'),
  ).map(([tab, index]) => {
    const at = place.to('tabs', index);
    const sections = distinct(
      entries(tab.sections),
      ({ id }) => id,
      (section) => at.to('sections', section, 'id'),
    );
    return {
      tab,
      sections: sections.map(([section, entry]) => ({ section, place: at.to('sections', entry) })),
    };
  });
  return { document, place, tabs };
}
