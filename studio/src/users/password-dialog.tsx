import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';

/** A password that was just made; nobody can see it again. */
export function PasswordDialog({
  name,
  password,
  onClose,
}: {
  readonly name: string;
  readonly password: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = () =>
    void navigator.clipboard
      ?.writeText(password)
      .then(() => message.success(t('users.copied')))
      // Without the right to the clipboard the text can still be marked by hand.
      .catch(() => undefined);
  return (
    <Modal
      open
      title={t('users.password', { name })}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('app.close')}
        </Button>
      }
      onCancel={onClose}
    >
      <p>{t('users.passwordHint')}</p>
      <div className="s-password">
        <code>{password}</code>
        <Button icon={<CopyOutlined />} onClick={copy}>
          {t('users.copy')}
        </Button>
      </div>
    </Modal>
  );
}
