import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import type { Language } from '@tenon/documents';
import { Alert, Button, Segmented, Space } from 'antd';
import { commonText } from '../texts.ts';
import { Styles } from './styles.tsx';
import type { SpansInSight } from './use-spans-in.ts';

export interface TimeBarProps<Span extends string> {
  /** The time in sight. */
  readonly title: string;
  readonly language: Language;
  readonly onToday: () => void;
  readonly onBefore: () => void;
  readonly onAfter: () => void;
  /** How much time is in sight. */
  readonly span: Span;
  readonly spans: readonly { readonly value: Span; readonly label: string }[];
  readonly spanLabel: string;
  readonly onSpan: (span: Span) => void;
}

const css = `
.t-time-bar { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
.t-time-title { font-size: 15px; font-weight: 600; margin: 0; flex: 1; min-width: 0; }
@media (max-width: 600px) { .t-time-title { flex: 1 0 100%; order: -1; } }
`;

/** Which time a view shows, and the ways to another. */
export function TimeBar<Span extends string>(props: TimeBarProps<Span>) {
  const { title, language, onToday, onBefore, onAfter, span, spans, spanLabel, onSpan } = props;
  return (
    <div className="t-time-bar">
      <Styles id="time-bar" css={css} />
      <h2 className="t-time-title" aria-live="polite">
        {title}
      </h2>
      <Button size="small" onClick={onToday}>
        {commonText('today', language)}
      </Button>
      <Space.Compact size="small">
        <Button aria-label={commonText('before', language)} icon={<LeftOutlined />} onClick={onBefore} />
        <Button aria-label={commonText('after', language)} icon={<RightOutlined />} onClick={onAfter} />
      </Space.Compact>
      <Segmented<Span>
        size="small"
        aria-label={spanLabel}
        value={span}
        onChange={onSpan}
        options={[...spans]}
      />
    </div>
  );
}

/** What of the time in sight could not be read. */
export function ReadFaults({
  read,
  limit,
  language,
}: {
  readonly read: SpansInSight;
  readonly limit: number;
  readonly language: Language;
}) {
  return (
    <>
      {read.error !== undefined && (
        <Alert
          type="error"
          showIcon
          title={read.error}
          action={
            <Button size="small" onClick={read.retry}>
              {commonText('retry', language)}
            </Button>
          }
        />
      )}
      {read.more && (
        <Alert type="info" showIcon title={commonText('tooMany', language, { count: String(limit) })} />
      )}
    </>
  );
}
