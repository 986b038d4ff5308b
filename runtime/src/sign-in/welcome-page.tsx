import { useMutation } from '@tanstack/react-query';
import type { SessionBody } from '@tenon/model';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api-client/index.ts';
import { useErrorText } from '../pages/index.ts';
import { SignInFrame } from './sign-in-frame.tsx';

interface FirstAdministrator {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}
export const shortestPassword = 10;

/** The first administrator of a new installation, by the one-time link that the server prints. */
export function WelcomePage({
  token,
  onSession,
}: {
  readonly token: string | null;
  readonly onSession: (session: SessionBody) => void;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const text = useErrorText();
  const create = useMutation({
    mutationFn: (values: FirstAdministrator) => api.session.first({ ...values, token: token ?? '' }),
    onSuccess: onSession,
  });

  if (token === null || token === '') {
    return (
      <SignInFrame title={t('welcome.title')}>
        <Alert type="warning" showIcon title={t('welcome.noToken')} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t('welcome.title')} intro={t('welcome.intro')}>
      {create.error && <Alert type="error" showIcon title={text(create.error)} className="t-sign-in-error" />}
      <Form<FirstAdministrator>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => create.mutate(values)}
      >
        <Form.Item
          name="name"
          label={t('welcome.name')}
          rules={[{ required: true, message: t('welcome.nameNeeded') }]}
        >
          <Input autoComplete="name" autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('signIn.email')}
          rules={[{ required: true, message: t('signIn.emailNeeded') }]}
        >
          <Input type="email" autoComplete="username" size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          extra={t('welcome.passwordHint')}
          rules={[{ required: true, min: shortestPassword, message: t('welcome.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={create.isPending}>
          {t('welcome.submit')}
        </Button>
      </Form>
    </SignInFrame>
  );
}
