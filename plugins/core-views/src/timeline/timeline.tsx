import type { ViewColumnProps, ViewProps, ViewRow, ViewSource } from '@tenon/plugin-api';
import { DateTime } from 'luxon';
import { type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Styles } from '../shared/browser/styles.tsx';
import { ReadFaults, TimeBar } from '../shared/browser/time-bar.tsx';
import { usePut } from '../shared/browser/use-put.ts';
import { useSpansIn, useTimeFields } from '../shared/browser/use-spans-in.ts';
import { colorOf } from '../shared/groups.ts';
import { carried, hasEnd, spanOf, type TimeFields } from '../shared/spans.ts';
import { groupRows } from './group-rows.ts';
import type { TimelineOptions } from './index.ts';
import { beginning, daysBetween, daysIn, marksOf, type Scale, scaleOf, type Zoom, zooms } from './scale.ts';
import { SpanBar } from './span-bar.tsx';
import { timelineCss } from './styles.ts';
import { uiText } from './texts.ts';

const most = 300;

/** Records as bars from their beginning to their end, one below the other, put together by a field. */
export function Timeline(props: ViewProps) {
  const { source, locale } = props;
  const options = props.options as unknown as TimelineOptions;
  const fields = useTimeFields(source, options.start, options.end);
  return (
    <div className="t-timeline">
      <Styles id="timeline" css={timelineCss} />
      {source && fields ? (
        <TimelineOfSource {...props} source={source} fields={fields} />
      ) : (
        <p>{uiText('noFields', locale.language)}</p>
      )}
    </div>
  );
}

interface SourceProps extends ViewProps {
  readonly source: ViewSource;
  readonly fields: TimeFields;
}

function TimelineOfSource(props: SourceProps) {
  const { source, fields, locale, state, onState } = props;
  const options = props.options as unknown as TimelineOptions;
  const { language, timeZone } = locale;
  const sheet = useRef<HTMLDivElement>(null);
  const width = useTrackWidth(sheet);
  const [zoom, setZoom] = useState<Zoom>(() => zooms.find((one) => one === state?.zoom) ?? options.zoom);
  /** Where the reader went; without it, around today. */
  const [chosen, setChosen] = useState<DateTime>();
  const from = chosen ?? beginning(zoom, DateTime.now().setZone(timeZone), daysIn(zoom, width));
  const scale = scaleOf(zoom, from, width);
  const group = options.group === undefined ? undefined : source.field(options.group);
  const color = options.color === undefined ? undefined : source.field(options.color);
  const read = useSpansIn(source, fields, scale, [options.group, options.color], most);
  const groups = useMemo(
    () => groupRows(read.rows, group, language, uiText('none', language)),
    [read.rows, group, language],
  );
  const step = (share: number) =>
    setChosen(from.plus({ days: Math.round(daysBetween(scale.from, scale.to) * share) }));
  const help = useId();
  return (
    <>
      <TimeBar<Zoom>
        title={monthsOf(scale, language)}
        language={language}
        onToday={() => setChosen(undefined)}
        onBefore={() => step(-0.5)}
        onAfter={() => step(0.5)}
        span={zoom}
        spans={zooms.map((name) => ({ value: name, label: uiText(name, language) }))}
        spanLabel={uiText('zoom', language)}
        onSpan={(next) => {
          setZoom(next);
          onState?.({ ...state, zoom: next });
        }}
      />
      <ReadFaults read={read} limit={most} language={language} />
      <span id={help} hidden>
        {uiText('instructions', language)}
      </span>
      <div ref={sheet} className="t-timeline-sheet" aria-busy={read.loading}>
        <Marks scale={scale} language={language} />
        {groups.map(({ key, label, rows }) => (
          <section key={key} aria-label={group ? label : uiText('timeline', language)}>
            {group && (
              <h3 className="t-timeline-group">
                {label} <span>{rows.length}</span>
              </h3>
            )}
            {rows.map((row) => (
              <Row key={row.id} {...props} row={row} scale={scale} color={color} help={help} />
            ))}
          </section>
        ))}
        {read.rows.length === 0 && !read.loading && read.error === undefined && (
          <p className="t-timeline-note">{uiText('empty', language)}</p>
        )}
      </div>
    </>
  );
}

interface RowProps extends SourceProps {
  readonly row: ViewRow;
  readonly scale: Scale;
  readonly color: ViewColumnProps | undefined;
  readonly help: string;
}

function Row({ row, scale, color, help, source, fields, locale, lookup, onOpen }: RowProps) {
  const put = usePut(source);
  const { timeZone, language } = locale;
  const span = spanOf(row, fields, timeZone);
  const name = colorOf(color, color && row.values[color.key]);
  const mayCarry = source.may.update && fields.start.editable === true;
  const endMoves = hasEnd(row, fields) && fields.end?.editable === true;
  const now = daysBetween(scale.from, DateTime.now().setZone(timeZone)) * scale.pixelsPerDay;
  return (
    <div className="t-timeline-row">
      <div className="t-timeline-name" title={row.title}>
        <a
          href={lookup.href(source.entity, row.id)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            onOpen(row.id);
          }}
        >
          {row.title}
        </a>
      </div>
      <div className="t-timeline-track">
        {now >= 0 && now <= scale.width && <span className="t-timeline-now" style={{ left: now }} />}
        {span && (
          <SpanBar
            row={row}
            span={span}
            scale={scale}
            color={name === 'neutral' ? undefined : name}
            movable={mayCarry && (endMoves || !hasEnd(row, fields))}
            resizable={mayCarry && endMoves}
            language={language}
            describedBy={help}
            onOpen={() => onOpen(row.id)}
            onShift={(shift) => put(row, carried(row, fields, shift, timeZone))}
          />
        )}
      </div>
    </div>
  );
}

function Marks({
  scale,
  language,
}: {
  readonly scale: Scale;
  readonly language: ViewProps['locale']['language'];
}) {
  const { major, minor } = marksOf(scale, language);
  const line = (name: 'major' | 'minor', marks: typeof major) =>
    marks.map(({ key, left, width, label }) => (
      <span
        key={`${name}-${key}`}
        className="t-timeline-mark"
        data-line={name}
        data-tight={width < 30}
        style={{ left, width }}
      >
        {label}
      </span>
    ));
  return (
    <div className="t-timeline-head" aria-hidden>
      <div className="t-timeline-corner" />
      <div className="t-timeline-marks">
        {line('major', major)}
        {line('minor', minor)}
      </div>
    </div>
  );
}

const monthOf = (at: DateTime, language: string): string =>
  at.setLocale(language).toLocaleString({ year: 'numeric', month: 'short' });

function monthsOf({ from, to }: Scale, language: string): string {
  const last = to.minus({ days: 1 });
  return [...new Set([monthOf(from, language), monthOf(last, language)])].join(' – ');
}

/** Pixels that bars have, beside the column of names. */
function useTrackWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(900);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const names = Number.parseInt(getComputedStyle(entry.target).getPropertyValue('--t-name'), 10) || 200;
      setWidth(Math.max(Math.floor(entry.contentRect.width) - names, 200));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
