import type { EntityConfig, PageSectionConfig, RecordBody } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { Timeline } from '../../timeline/index.ts';
import { DetailsTab } from '../details-tab.tsx';
import { HistoryTab } from '../history-tab.tsx';
import { FieldsSection } from './fields-section.tsx';
import { FilesSection } from './files-section.tsx';
import { ListSection } from './list-section.tsx';
import { ReportSection } from './report-section.tsx';
import { WorkSection } from './work-section.tsx';

export interface PageSectionProps {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
  readonly section: PageSectionConfig;
  readonly isDeleted: boolean;
}

/** One part of a tab, as its document says. */
export function PageSection({ entity, record, section, isDeleted }: PageSectionProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const title = label(section.label);
  switch (section.show) {
    case 'form':
      return <DetailsTab entity={entity} record={record} />;
    case 'fields':
      return <FieldsSection entity={entity} record={record} title={title} {...section} />;
    case 'list':
      return <ListSection record={record} title={title} list={section} isDeleted={isDeleted} />;
    case 'timeline':
      return (
        <section className="t-panel" aria-label={title || t('timeline.title')}>
          {title !== '' && <h2>{title}</h2>}
          <Timeline
            entity={entity.id}
            record={record.id}
            kinds={section.kinds}
            relations={section.relations}
          />
        </section>
      );
    case 'files':
      return <FilesSection entity={entity} record={record} title={title} />;
    case 'history':
      return <HistoryTab entity={entity} record={record} isDeleted={isDeleted} />;
    case 'report':
      return <ReportSection record={record} title={title} section={section} />;
    case 'work':
      return <WorkSection entity={entity.id} id={record.id} />;
  }
}
