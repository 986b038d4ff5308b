import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import type { DatesSetArg, EventContentArg, EventDropArg } from '@fullcalendar/core';
import zhLocale from '@fullcalendar/core/locales/zh-cn';
import dayGrid from '@fullcalendar/daygrid';
import interaction, { type EventResizeDoneArg } from '@fullcalendar/interaction';
import luxon from '@fullcalendar/luxon3';
import FullCalendar from '@fullcalendar/react';
import timeGrid from '@fullcalendar/timegrid';
import type { ViewProps, ViewRow, ViewSource } from '@tenon/plugin-api';
import { Alert, App, Button, Segmented, Space } from 'antd';
import { DateTime } from 'luxon';
import { useMemo, useRef, useState } from 'react';
import { Styles } from '../shared/browser/styles.tsx';
import { useRowsIn } from '../shared/browser/use-rows-in.ts';
import { firstWeekday, overlapCondition, type TimeFields } from '../shared/spans.ts';
import { eventOf, type Place, valuesOf } from './events.ts';
import type { CalendarOptions } from './index.ts';
import { calendarCss } from './styles.ts';
import { uiText } from './texts.ts';

/** More in one sight cannot be read by anybody. */
const most = 500;
// The library begins anew with other objects, so they are the same throughout.
const plugins = [dayGrid, timeGrid, interaction, luxon];
const locales = [zhLocale];
const hours = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
const spans = ['month', 'week', 'day'] as const;
type SpanName = (typeof spans)[number];

/** Records on the days and hours at which they are, in the reader's time zone. */
export function Calendar(props: ViewProps) {
  const { source, options, locale } = props;
  const { start: startId, end: endId } = options as unknown as CalendarOptions;
  const fields = useMemo((): TimeFields | undefined => {
    const start = source?.field(startId);
    return start && { start, end: endId === undefined ? undefined : source?.field(endId) };
  }, [source, startId, endId]);
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

function CalendarOfSource({ source, fields, locale, onOpen, state, onState, ...props }: SourceProps) {
  const options = props.options as unknown as CalendarOptions;
  const { language, timeZone } = locale;
  const { message } = App.useApp();
  const calendar = useRef<FullCalendar>(null);
  const [span, setSpan] = useState<SpanName>(() => spanNamed(state?.span) ?? options.zoom);
  const [sight, setSight] = useState<{
    readonly from: string;
    readonly to: string;
    readonly title: string;
  }>();
  const color = options.color === undefined ? undefined : source.field(options.color);
  const isDays = fields.start.kind === 'date';

  const where = sight && overlapCondition(fields, day(sight.from, timeZone), day(sight.to, timeZone));
  const named = [options.start, options.end, options.color].filter((field) => field !== undefined);
  const read = useRowsIn(source, where, named, [{ field: options.start, direction: 'asc' }], most);
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
  const put = async ({ event, oldEvent, revert }: EventDropArg | EventResizeDoneArg) => {
    // Days have no hours, and moments do not become days by being carried.
    if (event.allDay !== oldEvent.allDay) return revert();
    const row = event.extendedProps.row as ViewRow;
    const values = valuesOf({ start: event.startStr, end: event.endStr }, row, fields, timeZone);
    try {
      if (source.change) {
        if (!(await source.change(row, values))) revert();
      } else await source.update(row, values);
    } catch (error) {
      revert();
      void message.error(error instanceof Error ? error.message : String(error));
    }
  };
  const create = ({ start, end }: Place, hasLength: boolean) => {
    api()?.unselect();
    const values = valuesOf({ start, end: hasLength ? end : '' }, undefined, fields, timeZone);
    void source.create?.(values);
  };
  const creates = source.create !== undefined && source.may.create;
  return (
    <>
      <div className="t-calendar-bar">
        <h2 className="t-calendar-title" aria-live="polite">
          {sight?.title}
        </h2>
        <Button size="small" onClick={() => api()?.today()}>
          {uiText('today', language)}
        </Button>
        <Space.Compact size="small">
          <Button
            aria-label={uiText('before', language)}
            icon={<LeftOutlined />}
            onClick={() => api()?.prev()}
          />
          <Button
            aria-label={uiText('after', language)}
            icon={<RightOutlined />}
            onClick={() => api()?.next()}
          />
        </Space.Compact>
        <Segmented<SpanName>
          size="small"
          aria-label={uiText('span', language)}
          value={span}
          onChange={show}
          options={spans.map((name) => ({ value: name, label: uiText(name, language) }))}
        />
      </div>
      {read.error !== undefined && (
        <Alert
          type="error"
          showIcon
          title={read.error}
          action={
            <Button size="small" onClick={read.retry}>
              {uiText('retry', language)}
            </Button>
          }
        />
      )}
      {read.more && (
        <Alert type="info" showIcon title={uiText('tooMany', language, { count: String(most) })} />
      )}
      <div className="t-calendar-body" aria-busy={read.loading}>
        <FullCalendar
          ref={calendar}
          plugins={plugins}
          locales={locales}
          locale={language.toLowerCase()}
          timeZone={timeZone}
          firstDay={firstWeekday(language)}
          initialView={viewOf(span, isDays)}
          headerToolbar={false}
          height="100%"
          expandRows
          nowIndicator
          displayEventEnd={fields.end !== undefined}
          dayMaxEvents
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
          eventClick={({ event, jsEvent }) => {
            jsEvent.preventDefault();
            onOpen(event.id);
          }}
          eventDrop={(moved) => void put(moved)}
          eventResize={(resized) => void put(resized)}
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
