import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface State {
  readonly failed: boolean;
}

class Boundary extends Component<{ readonly fallback: ReactNode; readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

/** A component of a plugin that throws leaves a note in its place; the page around it goes on. */
export function PluginBoundary({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return <Boundary fallback={<span className="t-muted">{t('app.pluginFailed')}</span>}>{children}</Boundary>;
}
