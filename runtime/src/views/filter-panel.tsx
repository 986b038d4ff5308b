import type { Expression } from '@tenon/documents';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleBuilder } from '../rule-builder/index.ts';

export interface FilterPanelProps {
  readonly entity: string;
  readonly filter: Expression | undefined;
  readonly onApply: (filter: Expression | undefined) => void;
}

/** Conditions over the records of an entity, applied together. */
export function FilterPanel({ entity, filter, onApply }: FilterPanelProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(filter);
  const [start, setStart] = useState({ filter, times: 0 });
  // Set from elsewhere, as by another saved view: the builder begins anew.
  if (start.filter !== filter && JSON.stringify(filter) !== JSON.stringify(draft)) {
    setStart({ filter, times: start.times + 1 });
    setDraft(filter);
  }
  return (
    <section className="t-filter-panel" aria-label={t('records.filter')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onApply(draft);
        }}
      >
        <RuleBuilder key={start.times} entity={entity} value={start.filter} onChange={setDraft} inviting />
        <div className="t-filter-actions">
          <Button type="primary" htmlType="submit">
            {t('app.apply')}
          </Button>
          <Button
            onClick={() => {
              setStart({ filter: undefined, times: start.times + 1 });
              setDraft(undefined);
              onApply(undefined);
            }}
          >
            {t('app.clear')}
          </Button>
        </div>
      </form>
    </section>
  );
}
