import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from './language-switch.tsx';

/** The quiet page that stands before the app. */
export function SignInFrame({
  title,
  intro,
  children,
}: {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="t-sign-in">
      <header className="t-sign-in-corner">
        <LanguageSwitch />
      </header>
      <main className="t-sign-in-card">
        <div className="t-brand">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>{t('app.name')}</span>
        </div>
        <h1>{title}</h1>
        <p className="t-muted">{intro ?? t('signIn.tagline')}</p>
        {children}
      </main>
    </div>
  );
}
