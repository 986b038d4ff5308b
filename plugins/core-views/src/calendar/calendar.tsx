import type { DatesSetArg, EventContentArg, EventDropArg, EventMountArg } from '@fullcalendar/core';
import zhLocale from '@fullcalendar/core/locales/zh-cn';
import dayGrid from '@fullcalendar/daygrid';
import interaction, { type EventResizeDoneArg } from '@fullcalendar/interaction';
import luxon from '@fullcalendar/luxon3';
import FullCalendar from '@fullcalendar/react';
import timeGrid from '@fullcalendar/timegrid';
import type { ViewProps, ViewRow, ViewSource } from '@tenon/plugin-api';
import { DateTime } from 'luxon';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Styles } from '../shared/browser/styles.tsx';
import { ReadFaults, TimeBar } from '../shared/browser/time-bar.tsx';
import { usePut } from '../shared/browser/use-put.ts';
import { useSpansIn, useTimeFields } from '../shared/browser/use-spans-in.ts';
import { firstWeekday, type TimeFields } from '../shared/spans.ts';
import { eventOf, type Place, valuesOf } from './events.ts';
import type { CalendarOptions } from './index.ts';
import { MoveDialog } from './move-dialog.tsx';
import { calendarCss } from './styles.ts';
import { uiText } from './texts.ts';

/** More in one sight cannot be read by anybody. */
const most = 500;
// The library begins anew with other objects, so they are the same throughout.
const plugins = [dayGrid, timeGrid, interaction, luxon];
const locales = [zhLocale];
// As the clock's library writes them; a date as well would find no room in a narrow column.
const weekHeads = { dayHeaderFormat: 'ccc d' };
const views = { timeGridWeek: weekHeads, dayGridWeek: weekHeads };
const hours = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
const spans = ['month', 'week', 'day'] as const;
type SpanName = (typeof spans)[number];

/** Records on the days and hours at which they are, in the reader's time zone. */
export function Calendar(props: ViewProps) {
  const { source, options, locale } = props;
  const { start: startId, end: endId } = options as unknown as CalendarOptions;
  const fields = useTimeFields(source, startId, endId);
  return (
    <div className="t-calendar">
      <Styles id="calendar" css={calendarCss} />
      {source && fields ? (
        <CalendarOfSource {...props} source={source} fields={fields} />
      ) : (
        <p>{uiText('noStart', locale.language)}</p>
      )}
    </div>
  );
}

interface SourceProps extends ViewProps {
  readonly source: ViewSource;
  readonly fields: TimeFields;
}

function CalendarOfSource({ source, fields, locale, lookup, onOpen, state, onState, ...props }: SourceProps) {
  const options = props.options as unknown as CalendarOptions;
  const { language, timeZone } = locale;
  const write = usePut(source);
  const calendar = useRef<FullCalendar>(null);
  const [span, setSpan] = useState<SpanName>(() => spanNamed(state?.span) ?? options.zoom);
  const [sight, setSight] = useState<{
    readonly from: string;
    readonly to: string;
    readonly title: string;
  }>();
  const color = options.color === undefined ? undefined : source.field(options.color);
  const isDays = fields.start.kind === 'date';

  const times = sight && { from: day(sight.from, timeZone), to: day(sight.to, timeZone) };
  const read = useSpansIn(source, fields, times, [options.color], most);
  const movable = source.may.update;
  const events = useMemo(
    () => read.rows.flatMap((row) => eventOf(row, fields, color, timeZone, movable) ?? []),
    [read.rows, fields, color, timeZone, movable],
  );

  const api = () => calendar.current?.getApi();
  const show = (next: SpanName) => {
    setSpan(next);
    onState?.({ ...state, span: next });
    api()?.changeView(viewOf(next, isDays));
  };
  const carry = async ({ event, oldEvent, revert }: EventDropArg | EventResizeDoneArg) => {
    // Days have no hours, and moments do not become days by being carried.
    if (event.allDay !== oldEvent.allDay) return revert();
    const row = event.extendedProps.row as ViewRow;
    const values = valuesOf({ start: event.startStr, end: event.endStr }, row, fields, timeZone);
    if (!(await write(row, values))) revert();
  };
  const create = ({ start, end }: Place, hasLength: boolean) => {
    api()?.unselect();
    const values = valuesOf({ start, end: hasLength ? end : '' }, undefined, fields, timeZone);
    void source.create?.(values);
  };
  const [moving, setMoving] = useState<ViewRow>();
  const moved = useRef<string>(undefined);
  const help = useId();
  const body = useRef<HTMLDivElement>(null);
  const mayMove = movable && fields.start.editable === true;
  const latest = useRef({ rows: read.rows, mayMove });
  useEffect(() => {
    latest.current = { rows: read.rows, mayMove };
  });
  const mounted = ({ el, event }: EventMountArg) => {
    const { id } = event;
    el.dataset.record = id;
    el.setAttribute('role', 'link');
    if (event.startEditable) {
      el.setAttribute('aria-describedby', help);
      el.setAttribute('aria-keyshortcuts', 'M');
    }
    el.addEventListener('keydown', (typed) => {
      if (typed.key.toLowerCase() !== 'm' || typed.ctrlKey || typed.metaKey || typed.altKey) return;
      const row = latest.current.rows.find((one) => one.id === id);
      if (row && latest.current.mayMove) setMoving(row);
    });
    // Drawn anew where it went, what was moved is still what the keyboard is on.
    if (id === moved.current && document.activeElement === document.body) el.focus();
  };
  const closed = () => {
    moved.current = moving?.id;
    setMoving(undefined);
    body.current?.querySelector<HTMLElement>(`[data-record="${CSS.escape(moving?.id ?? '')}"]`)?.focus();
  };
  const creates = source.create !== undefined && source.may.create;
  return (
    <>
      <TimeBar<SpanName>
        title={sight?.title ?? ''}
        language={language}
        onToday={() => api()?.today()}
        onBefore={() => api()?.prev()}
        onAfter={() => api()?.next()}
        span={span}
        spans={spans.map((name) => ({ value: name, label: uiText(name, language) }))}
        spanLabel={uiText('span', language)}
        onSpan={show}
      />
      <ReadFaults read={read} limit={most} language={language} />
      <span id={help} className="t-calendar-help">
        {uiText('instructions', language)}
      </span>
      <div ref={body} className="t-calendar-body" aria-busy={read.loading}>
        <FullCalendar
          ref={calendar}
          plugins={plugins}
          locales={locales}
          locale={language.toLowerCase()}
          timeZone={timeZone}
          firstDay={firstWeekday(language)}
          initialView={viewOf(span, isDays)}
          views={views}
          headerToolbar={false}
          height="100%"
          expandRows
          nowIndicator
          displayEventEnd={fields.end !== undefined}
          dayMaxEvents
          moreLinkDidMount={({ el }) => el.setAttribute('role', 'button')}
          moreLinkContent={({ num }) => `+${num}`}
          allDaySlot={isDays}
          scrollTime="08:00:00"
          eventInteractive
          eventDisplay="block"
          longPressDelay={250}
          eventTimeFormat={hours}
          slotLabelFormat={hours}
          events={events}
          editable={movable}
          selectable={creates}
          selectMirror
          unselectAuto
          datesSet={({ startStr, endStr, view }: DatesSetArg) =>
            setSight((before) => {
              const next = { from: startStr, to: endStr, title: view.title };
              return before && JSON.stringify(before) === JSON.stringify(next) ? before : next;
            })
          }
          // A day is called by all that stands in it, not by its number alone.
          dayCellDidMount={({ el }) => el.removeAttribute('aria-labelledby')}
          eventDidMount={mounted}
          eventClick={({ event, jsEvent }) => {
            jsEvent.preventDefault();
            onOpen(event.id);
          }}
          eventDrop={(moved) => void carry(moved)}
          eventResize={(resized) => void carry(resized)}
          select={({ startStr, endStr, allDay, start, end }) =>
            create(
              { start: startStr, end: endStr },
              allDay
                ? end.getTime() - start.getTime() > 86_400_000
                : end.getTime() - start.getTime() > 1_800_000,
            )
          }
          eventContent={(content: EventContentArg) => (
            <span className="fc-event-title" title={content.event.title}>
              {content.timeText !== '' && !content.event.allDay ? `${content.timeText} ` : ''}
              {content.event.title}
            </span>
          )}
        />
      </div>
      {moving && (
        <MoveDialog
          row={moving}
          fields={fields}
          locale={locale}
          lookup={lookup}
          onMove={(values) => write(moving, values)}
          onClosed={closed}
        />
      )}
    </>
  );
}

const viewOf = (span: SpanName, isDays: boolean): string => {
  if (span === 'month') return 'dayGridMonth';
  const grid = isDays ? 'dayGrid' : 'timeGrid';
  return span === 'week' ? `${grid}Week` : `${grid}Day`;
};

const spanNamed = (name: unknown): SpanName | undefined => spans.find((one) => one === name);

/** The beginning of a day; the calendar writes its edges as such, with their offset. */
const day = (text: string, zone: string): DateTime => DateTime.fromISO(text, { zone }).startOf('day');
