import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError, keys, useApi } from '../api-client/index.ts';
import { useSwitchLanguage } from '../app-shell/use-switch-language.ts';
import { useLanguage } from '../i18n/index.ts';
import { PageHeader, useErrorText } from '../pages/index.ts';
import { shortestPassword } from '../sign-in/index.ts';
import { setThemeChoice, type ThemeChoice, useThemeMode } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';

/** What is the user's own: language, time zone, look, password. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { user } = useWorkspace();
  return (
    <div className="t-page">
      <PageHeader title={t('settings.title')} />
      <div className="t-settings">
        <section className="t-panel" aria-label={t('settings.profile')}>
          <h2>{t('settings.profile')}</h2>
          <dl className="t-facts">
            <Fact name={t('settings.name')} value={user.name} />
            <Fact name={t('settings.email')} value={user.email ?? '–'} />
            <Fact
              name={t('settings.roles')}
              value={user.roleLabels.map((each) => label(each)).join(', ') || '–'}
            />
          </dl>
        </section>
        <Appearance />
        <Password />
      </div>
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="t-fact">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Appearance() {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const text = useErrorText();
  const { user } = useWorkspace();
  const { language, switchTo } = useSwitchLanguage();
  const { choice } = useThemeMode();
  const zone = useMutation({
    mutationFn: (timeZone: string) => api.session.preferences({ timeZone }),
    onSuccess: (session) => {
      queries.setQueryData(keys.session, session);
      void message.success(t('settings.saved'));
    },
    onError: (error) => void message.error(text(error)),
  });
  return (
    <section className="t-panel" aria-label={t('settings.appearance')}>
      <h2>{t('settings.appearance')}</h2>
      <div className="t-stack">
        <div>
          <span className="t-caption" id="settings-language">
            {t('app.language')}
          </span>
          <Segmented
            aria-labelledby="settings-language"
            value={language}
            onChange={switchTo}
            options={[
              { value: 'en', label: 'English' },
              { value: 'zh-CN', label: '简体中文' },
            ]}
          />
        </div>
        <div>
          <span className="t-caption" id="settings-theme">
            {t('app.theme')}
          </span>
          <Segmented<ThemeChoice>
            aria-labelledby="settings-theme"
            value={choice}
            onChange={setThemeChoice}
            options={[
              { value: 'system', label: t('app.themeSystem') },
              { value: 'light', label: t('app.themeLight') },
              { value: 'dark', label: t('app.themeDark') },
            ]}
          />
        </div>
        <div className="t-field">
          <label className="t-caption" htmlFor="settings-zone">
            {t('settings.timeZone')}
          </label>
          <Select
            id="settings-zone"
            showSearch
            loading={zone.isPending}
            value={user.timeZone}
            onChange={(next) => zone.mutate(next)}
            options={timeZones(user.timeZone)}
          />
          <p className="t-field-help">{t('settings.timeZoneHint')}</p>
        </div>
      </div>
    </section>
  );
}

function timeZones(own: string): { value: string; label: string }[] {
  const known = new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')]);
  return [...known]
    .filter((zone) => zone !== '')
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

function Password() {
  const { t } = useTranslation();
  const api = useApi();
  const { message } = App.useApp();
  const text = useErrorText();
  const [form] = Form.useForm<PasswordChange>();
  const change = useMutation({
    mutationFn: ({ current, next }: PasswordChange) => api.session.password(current, next),
    onSuccess: () => {
      form.resetFields();
      void message.success(t('settings.changed'));
    },
  });
  const { error } = change;
  const isWrong = error instanceof ApiError && (error.status === 403 || error.code === 'sign-in-failed');
  return (
    <section className="t-panel" aria-label={t('settings.password')}>
      <h2>{t('settings.password')}</h2>
      {error && (
        <Alert
          type="error"
          showIcon
          title={isWrong ? t('settings.wrong') : text(error)}
          className="t-sign-in-error"
        />
      )}
      <Form<PasswordChange>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => change.mutate(values)}
      >
        <Form.Item
          name="current"
          label={t('settings.current')}
          rules={[{ required: true, message: t('signIn.passwordNeeded') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('settings.next')}
          extra={t('welcome.passwordHint')}
          rules={[{ required: true, min: shortestPassword, message: t('welcome.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('settings.again')}
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('settings.differ'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('settings.change')}
        </Button>
      </Form>
    </section>
  );
}
