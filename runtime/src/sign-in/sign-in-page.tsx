import { useMutation, useQuery } from '@tanstack/react-query';
import type { SessionBody } from '@tenon/model';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, type DemoAccount, keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useErrorText } from '../pages/index.ts';
import { SignInFrame } from './sign-in-frame.tsx';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Who are you? With a demo company loaded, its accounts are one click away. */
export function SignInPage({ onSession }: { readonly onSession: (session: SessionBody) => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const demo = useQuery({
    queryKey: keys.demo,
    queryFn: api.session.demo,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const signIn = useMutation({
    mutationFn: ({ email, password }: Credentials) => api.session.signIn(email, password),
    onSuccess: onSession,
  });
  useEffect(() => {
    document.title = `${t('signIn.title')} · Tenon`;
  }, [t]);

  const accounts = demo.data?.accounts ?? [];
  return (
    <SignInFrame title={t('signIn.title')}>
      <SignInError error={signIn.error} />
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
        <Form.Item
          name="email"
          label={t('signIn.email')}
          rules={[{ required: true, message: t('signIn.emailNeeded') }]}
        >
          <Input type="email" autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordNeeded') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
      {accounts.length > 0 && (
        <DemoAccounts
          accounts={accounts}
          disabled={signIn.isPending}
          onChoose={(account) => signIn.mutate(account)}
        />
      )}
    </SignInFrame>
  );
}

function SignInError({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation();
  const text = useErrorText();
  if (!error) return null;
  const status = error instanceof ApiError ? error.status : 0;
  const title = status === 401 ? t('signIn.failed') : status === 429 ? t('signIn.tooMany') : text(error);
  return <Alert type="error" showIcon title={title} className="t-sign-in-error" />;
}

function DemoAccounts({
  accounts,
  disabled,
  onChoose,
}: {
  readonly accounts: readonly DemoAccount[];
  readonly disabled: boolean;
  readonly onChoose: (account: DemoAccount) => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  return (
    <section className="t-demo" aria-label={t('signIn.demo')}>
      <h2>{t('signIn.demo')}</h2>
      <p className="t-muted">{t('signIn.demoHint')}</p>
      {accounts.map((account) => (
        <button
          key={account.email}
          type="button"
          className="t-demo-account"
          disabled={disabled}
          onClick={() => onChoose(account)}
        >
          <span className="t-demo-name">{account.name}</span>
          <span className="t-demo-role">{label(account.role)}</span>
          <span className="t-demo-text">{label(account.description)}</span>
        </button>
      ))}
    </section>
  );
}
