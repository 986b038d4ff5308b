import type { AdjustmentsBody, ImpactBody } from '@tenon/model';
import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';

interface Deciding {
  readonly adjustments: AdjustmentsBody;
  readonly onAdjust: (adjustments: AdjustmentsBody) => void;
}

/** What a publish means for the records that are there, and what may be decided about their values. */
export function ImpactList({ impact, ...deciding }: { readonly impact: readonly ImpactBody[] } & Deciding) {
  const { t } = useTranslation();
  const { adjustments } = deciding;
  const mapped = Object.keys(adjustments.values ?? {}).filter(
    (name) => !impact.some(({ entity, of }) => `${entity}.${of}` === name),
  );
  const renamed = Object.entries(adjustments.renames ?? {});
  if (impact.length === 0 && mapped.length === 0 && renamed.length === 0) return null;
  return (
    <section className="t-panel" aria-label={t('review.impact.title')}>
      <h2>{t('review.impact.title')}</h2>
      <div className="s-impact-list">
        {impact.map((one) => (
          <Impact key={one.id} impact={one} {...deciding} />
        ))}
        {mapped.map((name) => (
          <Mapping key={name} name={name} values={[]} {...deciding} />
        ))}
        {renamed.map(([name, from]) => (
          <p key={name}>
            {t('review.impact.rename')}: {from} → {name}{' '}
            <Button size="small" onClick={() => deciding.onAdjust(without(adjustments, name))}>
              {t('review.impact.takeBack')}
            </Button>
          </p>
        ))}
      </div>
    </section>
  );
}

function without(adjustments: AdjustmentsBody, name: string): AdjustmentsBody {
  const { [name]: _gone, ...renames } = adjustments.renames ?? {};
  return { ...adjustments, renames };
}

function Impact({ impact, ...deciding }: { readonly impact: ImpactBody } & Deciding) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { id, kind, entity, of, total, records, values, sample, filter, mappable, renames } = impact;
  const { adjustments, onAdjust } = deciding;
  const { accept = [] } = adjustments;
  const name = `${entity}.${of}`;
  return (
    <article className="s-impact">
      <h3>
        {label(impact.label, name)} · {t(`review.impact.${kind}`, { count: records, total })}
      </h3>
      <p className="s-hint">{t(`review.impact.hint.${kind}`)}</p>
      {(kind === 'losing' || kind === 'keeping') && impact.mustAgree && (
        <Checkbox
          checked={accept.includes(id)}
          onChange={({ target }) =>
            onAdjust({
              ...adjustments,
              accept: target.checked ? [...accept, id] : accept.filter((one) => one !== id),
            })
          }
        >
          {t(`review.impact.agree.${kind}`)}
        </Checkbox>
      )}
      {renames.length > 0 && (
        <div>
          {t('review.impact.rename')}{' '}
          <Select
            aria-label={t('review.impact.rename')}
            size="small"
            style={{ minWidth: 160 }}
            value=""
            options={[
              { value: '', label: t('review.impact.renameNone') },
              ...renames.map((to) => ({ value: to, label: to })),
            ]}
            onChange={(to: string) =>
              onAdjust({
                ...adjustments,
                renames: { ...adjustments.renames, ...(to !== '' && { [`${entity}.${to}`]: of }) },
              })
            }
          />
        </div>
      )}
      {(values.length > 0 || mappable) && kind !== 'removed' && (
        <Mapping
          name={name}
          values={kind === 'empty' ? [{ value: '', records }] : values}
          fixed={!mappable}
          unless={kind === 'losing' ? 'emptied' : 'unchanged'}
          {...deciding}
        />
      )}
      {sample.length > 0 && (
        <details>
          <summary>{t('review.impact.sample', { count: sample.length })}</summary>
          <table>
            <tbody>
              {sample.map((record) => (
                <tr key={record.id}>
                  <td>
                    <a href={`/records/${entity}/${record.id}`}>{record.title}</a>
                  </td>
                  <td>{record.value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {filter !== null && (
        <a href={`/entities/${entity}?filter=${encodeURIComponent(JSON.stringify(filter))}`}>
          {t('review.impact.list')}
        </a>
      )}
    </article>
  );
}

/** Values with how many records hold them, and what each becomes. */
function Mapping({
  name,
  values,
  fixed = false,
  unless = 'unchanged',
  adjustments,
  onAdjust,
}: {
  readonly name: string;
  readonly values: ImpactBody['values'];
  readonly fixed?: boolean;
  /** What values become of which nothing is said. */
  readonly unless?: 'unchanged' | 'emptied';
} & Deciding) {
  const { t } = useTranslation();
  const given = adjustments.values?.[name] ?? {};
  // What is decided stays to be seen, and can be taken back.
  const all = [
    ...Object.keys(given).flatMap((value) =>
      values.some((one) => one.value === value) ? [] : [{ value, records: undefined }],
    ),
    ...values,
  ];
  const become = (value: string, to: string) => {
    const { [value]: _before, ...rest } = given;
    const mapped = to.trim() === '' ? rest : { ...rest, [value]: to.trim() };
    const { [name]: _field, ...others } = adjustments.values ?? {};
    onAdjust({
      ...adjustments,
      values: Object.keys(mapped).length === 0 ? others : { ...others, [name]: mapped },
    });
  };
  return (
    <table>
      <thead>
        <tr>
          <th>{t('review.impact.value')}</th>
          <th>{t('review.impact.records')}</th>
          {!fixed && <th>{t('review.impact.becomes')}</th>}
        </tr>
      </thead>
      <tbody>
        {all.map(({ value, records }) => (
          <tr key={value}>
            <td>{value === '' ? '—' : value}</td>
            <td className="s-impact-number">{records}</td>
            {!fixed && (
              <td>
                <Input
                  size="small"
                  key={given[value] ?? ''}
                  defaultValue={given[value] ?? ''}
                  placeholder={t(`review.impact.${value === '' ? 'fill' : unless}`)}
                  aria-label={`${value === '' ? '—' : value} → ${t('review.impact.becomes')}`}
                  onPressEnter={({ currentTarget }) => become(value, currentTarget.value)}
                  onBlur={({ currentTarget }) => {
                    if (currentTarget.value.trim() !== (given[value] ?? ''))
                      become(value, currentTarget.value);
                  }}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
