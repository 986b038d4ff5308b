import { RightOutlined } from '@ant-design/icons';
import type { DocumentChange } from '@tenon/model';
import { Icon } from '@tenon/runtime/preview';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hrefOf, iconOfKind, StateMark, useKindName, useLabelOf } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';

const TextDiff = lazy(async () => ({ default: (await import('./text-diff.tsx')).TextDiff }));

/** What changes, document by document: in words, and as text when unfolded. */
export function ChangeList({
  changes,
  linked = false,
}: {
  readonly changes: readonly DocumentChange[];
  readonly linked?: boolean;
}) {
  return (
    <ul className="s-change-list">
      {changes.map((change) => (
        <li key={`${change.document.kind}/${change.document.id}`}>
          <Change change={change} linked={linked} />
        </li>
      ))}
    </ul>
  );
}

function Change({ change, linked }: { readonly change: DocumentChange; readonly linked: boolean }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const kindName = useKindName();
  const labelOf = useLabelOf();
  const [open, setOpen] = useState(false);
  const { document } = change;
  const called = labelOf({ id: document.id, content: change.after ?? change.before ?? '' });
  const name = `${kindName(document.kind)} · ${called}`;
  return (
    <article className="t-panel s-change">
      <header>
        <Icon name={iconOfKind(document.kind)} />
        <h3 title={document.id}>
          {linked && change.change !== 'removed' ? <Link to={hrefOf(document)}>{name}</Link> : name}
        </h3>
        <StateMark state={change.change} />
      </header>
      <ul className="s-sentences">
        {[...Map.groupBy(change.sentences, (sentence) => sentence[language])].map(([text, same]) => (
          <li key={text}>
            {text}
            {same.length > 1 && ` × ${same.length}`}
          </li>
        ))}
      </ul>
      <Button
        type="link"
        size="small"
        className="t-plain-link"
        aria-expanded={open}
        icon={<RightOutlined rotate={open ? 90 : 0} />}
        onClick={() => setOpen(!open)}
      >
        {t('review.text')}
      </Button>
      {open && (
        <Suspense>
          <TextDiff before={change.before} after={change.after} />
        </Suspense>
      )}
    </article>
  );
}
