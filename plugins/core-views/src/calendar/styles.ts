export const calendarCss = `
.t-calendar { position: relative; height: 100%; min-height: 420px; display: flex; flex-direction: column; padding: 10px 16px 16px; gap: 10px; }
.t-calendar-help { position: absolute; inset-inline: 16px; bottom: 0; z-index: 5; width: fit-content; margin-inline: auto; padding: 4px 10px; border-radius: 8px 8px 0 0; font-size: 12px; color: var(--ant-color-text-secondary); background: var(--ant-color-bg-elevated); box-shadow: var(--ant-box-shadow-secondary); visibility: hidden; }
.t-calendar:has(.fc-event[aria-describedby]:focus-visible) .t-calendar-help { visibility: visible; }
.t-calendar-move { display: grid; gap: 12px; padding-block: 8px; }
.t-calendar-move label { display: block; margin-bottom: 4px; font-size: 13px; }
.t-calendar-body { flex: 1; min-height: 0; position: relative; font-size: 13px; }
.t-calendar .fc { height: 100%; --fc-border-color: var(--ant-color-border-secondary); --fc-page-bg-color: var(--ant-color-bg-container); --fc-neutral-bg-color: var(--ant-color-fill-quaternary); --fc-today-bg-color: transparent; --fc-event-bg-color: var(--ant-color-primary-bg); --fc-event-border-color: var(--ant-color-primary-border); --fc-event-text-color: var(--ant-color-text); --fc-highlight-color: var(--ant-color-primary-bg-hover); --fc-now-indicator-color: var(--ant-color-error); --fc-more-link-text-color: var(--ant-color-text-secondary); --fc-list-event-hover-bg-color: var(--ant-color-fill-quaternary); --fc-small-font-size: 12px; --fc-event-selected-overlay-color: transparent; }
.t-calendar .fc-theme-standard .fc-scrollgrid { border-radius: 10px; overflow: hidden; }
.t-calendar .fc-col-header-cell-cushion, .t-calendar .fc-daygrid-day-number { color: var(--ant-color-text-secondary); font-weight: 400; padding: 4px 6px; }
.t-calendar .fc-day-today .fc-daygrid-day-number { color: var(--ant-color-primary); font-weight: 700; }
.t-calendar .fc-day-today .fc-col-header-cell-cushion { color: var(--ant-color-primary); font-weight: 600; }
.t-calendar .fc .fc-day-other .fc-daygrid-day-top { opacity: 1; }
.t-calendar .fc .fc-day-other .fc-daygrid-day-number { color: var(--ant-color-text-tertiary); font-size: 11px; }
.t-calendar .fc-event { border-radius: 5px; cursor: pointer; }
.t-calendar .fc-daygrid-event { font-size: 12px; line-height: 18px; padding: 0 4px; }
.t-calendar .fc-daygrid-dot-event { background: var(--ant-color-primary-bg); border: 1px solid var(--ant-color-primary-border); color: var(--ant-color-text); }
.t-calendar .fc-daygrid-event-dot { display: none; }
.t-calendar .fc-event-title { font-weight: 500; overflow: hidden; text-overflow: ellipsis; }
.t-calendar .fc-timegrid-event { overflow: hidden; }
.t-calendar .fc-timegrid-event .fc-event-title { font-size: 12px; line-height: 16px; }
.t-calendar .fc-timegrid-slot-label { color: var(--ant-color-text-tertiary); }
.t-calendar .fc-popover { border-radius: 8px; background: var(--ant-color-bg-elevated); border-color: var(--ant-color-border); box-shadow: var(--ant-box-shadow-secondary); }
.t-calendar .fc-popover-header { background: transparent; padding: 6px 10px; }
.t-calendar a.fc-event:focus-visible, .t-calendar .fc-more-link:focus-visible { outline: 2px solid var(--ant-color-primary); outline-offset: 1px; }
@media (max-width: 600px) {
  .t-calendar { padding: 8px 8px 12px; }
  .t-calendar .fc-col-header-cell-cushion { padding: 4px 1px; font-size: 11px; }
  .t-calendar .fc-daygrid-day-number { padding: 2px 4px; font-size: 11px; }
  .t-calendar .fc-daygrid-event { font-size: 10px; line-height: 14px; padding: 0 2px; }
  .t-calendar .fc-daygrid-day-frame { min-height: 88px; }
  .t-calendar .fc-timegrid-event .fc-event-title { font-size: 10px; line-height: 13px; overflow-wrap: anywhere; }
  .t-calendar .fc-timegrid-slot-label-cushion { font-size: 11px; padding: 0 2px; }
}
`;
