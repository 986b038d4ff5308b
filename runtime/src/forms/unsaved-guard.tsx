import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';

/** Asks before a page with unsaved changes is left, in the app or by closing the tab. */
export function UnsavedGuard({ isUnsaved }: { readonly isUnsaved: () => boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isUnsaved(),
  );
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  });
  if (blocker.state !== 'blocked') return null;
  return (
    <Modal
      open
      title={t('form.unsaved')}
      onCancel={() => blocker.reset()}
      width={420}
      footer={
        <>
          <Button onClick={() => blocker.reset()}>{t('form.stay')}</Button>
          <Button danger type="primary" onClick={() => blocker.proceed()}>
            {t('form.leave')}
          </Button>
        </>
      }
    >
      <p>{t('form.unsavedHint')}</p>
    </Modal>
  );
}
