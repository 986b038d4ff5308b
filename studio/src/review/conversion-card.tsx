import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConversionBody } from '@tenon/model';
import { formatMoment, formatNumber } from '@tenon/runtime/preview';
import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useErrorText, useStudioApi } from '../api/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useSession } from '../shell/session-context.tsx';
import { isUnderWay } from './use-conversions.ts';

/** Values that are carried over for a publish: how far it is, and the way to stop it. */
export function ConversionCard({ conversion }: { readonly conversion: ConversionBody }) {
  const [closed, setClosed] = useState<string>();
  if (closed === conversion.id) return null;
  return isUnderWay(conversion) ? (
    <UnderWay conversion={conversion} />
  ) : (
    <Ended conversion={conversion} onClose={() => setClosed(conversion.id)} />
  );
}

function useNames(): (conversion: ConversionBody) => string {
  const { language, label } = useLanguage();
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return ({ fields }) => list.format(fields.map(({ of, label: text }) => label(text, of)));
}

function UnderWay({ conversion }: { readonly conversion: ConversionBody }) {
  const { t } = useTranslation();
  const api = useStudioApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { language } = useLanguage();
  const { user } = useSession();
  const names = useNames();
  const { id, state, done, total, by, startedAt, cancelAsked } = conversion;
  const cancel = useMutation({
    mutationFn: () => api.cancelConversion(id),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.conversions }),
  });
  const locale = {
    language,
    timeZone: user.timeZone || 'UTC',
    currency: 'USD',
    phoneRegion: 'US',
  } as const;
  const share = total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
  const leaving = cancelAsked || cancel.isSuccess;
  return (
    <section className="t-panel s-conversion" aria-label={t('conversion.title')}>
      <h2>{t(`conversion.${leaving ? 'cancelling' : state}`)}</h2>
      <p className="s-conversion-fields">{names(conversion)}</p>
      <Progress percent={share} status={leaving ? 'normal' : 'active'} aria-label={t('conversion.title')} />
      <p className="t-muted" aria-live="polite">
        {t('conversion.rows', { done: formatNumber(done, locale), total: formatNumber(total, locale) })}
      </p>
      <p className="t-muted">
        {t('conversion.since', {
          when: formatMoment(startedAt, locale),
          by: by?.name ?? t('history.system'),
        })}
      </p>
      {cancel.isError && (
        <Alert type="warning" showIcon className="s-notice" title={errorText(cancel.error)} />
      )}
      <Button
        block
        disabled={state !== 'filling' || leaving}
        loading={cancel.isPending || (leaving && state === 'filling')}
        onClick={() => cancel.mutate()}
      >
        {t('conversion.cancel')}
      </Button>
      <p className="t-field-help">{t('conversion.help')}</p>
    </section>
  );
}

function Ended({
  conversion,
  onClose,
}: {
  readonly conversion: ConversionBody;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const { state, message } = conversion;
  return (
    <Alert
      type={state === 'cancelled' ? 'info' : 'warning'}
      showIcon
      closable={{ onClose }}
      className="s-conversion-ended"
      title={
        <>
          {t(`conversion.ended.${state}`)}
          <div className="t-muted">{names(conversion)}</div>
          {message !== null && <div className="t-muted">{message}</div>}
        </>
      }
    />
  );
}
