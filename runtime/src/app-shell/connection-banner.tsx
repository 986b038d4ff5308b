import { Alert } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api-client/index.ts';
import { useConnection, useIsConnected } from './connection-context.tsx';

/** Milliseconds between two tries while nobody answers. */
const knockEvery = 4000;

/** A lost connection shows, and goes away by itself. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const api = useApi();
  const connection = useConnection();
  const connected = useIsConnected();

  useEffect(() => {
    const lost = () => connection.set(false);
    const knock = () => {
      api.session.read().catch(() => undefined);
    };
    addEventListener('offline', lost);
    addEventListener('online', knock);
    const timer = connected ? undefined : setInterval(knock, knockEvery);
    return () => {
      removeEventListener('offline', lost);
      removeEventListener('online', knock);
      clearInterval(timer);
    };
  }, [api, connection, connected]);

  if (connected) return null;
  return <Alert banner type="warning" title={t('app.offline')} className="t-offline" />;
}
