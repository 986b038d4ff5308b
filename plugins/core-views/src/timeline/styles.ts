export const timelineCss = `
.t-timeline { height: 100%; min-height: 320px; display: flex; flex-direction: column; padding: 10px 16px 16px; gap: 10px; --t-name: 200px; container-type: inline-size; }
.t-timeline-sheet { flex: 1; min-height: 0; overflow: auto; border: 1px solid var(--ant-color-border-secondary); border-radius: 10px; font-size: 13px; position: relative; }
.t-timeline-head { position: sticky; top: 0; z-index: 3; display: flex; background: var(--ant-color-bg-container); border-bottom: 1px solid var(--ant-color-border-secondary); }
.t-timeline-corner, .t-timeline-name { flex: none; width: var(--t-name); box-sizing: border-box; position: sticky; left: 0; z-index: 2; background: var(--ant-color-bg-container); border-inline-end: 1px solid var(--ant-color-border-secondary); }
.t-timeline-marks { position: relative; flex: 1; height: 46px; overflow: hidden; }
.t-timeline-mark { position: absolute; height: 23px; line-height: 23px; box-sizing: border-box; padding-inline-start: 6px; overflow: hidden; white-space: nowrap; border-inline-start: 1px solid var(--ant-color-border-secondary); font-size: 12px; color: var(--ant-color-text-tertiary); }
.t-timeline-mark[data-line="major"] { top: 0; color: var(--ant-color-text-secondary); font-weight: 500; }
.t-timeline-mark[data-line="minor"] { top: 23px; }
.t-timeline-mark[data-tight="true"] { padding-inline-start: 3px; }
.t-timeline-group { position: sticky; left: 0; display: flex; align-items: center; gap: 8px; padding: 8px 12px 4px; margin: 0; font-size: 13px; font-weight: 600; }
.t-timeline-group span { color: var(--ant-color-text-tertiary); font-weight: 400; }
.t-timeline-row { display: flex; height: 34px; }
.t-timeline-row:hover { background: var(--ant-color-fill-quaternary); }
.t-timeline-name { padding: 0 12px; line-height: 34px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.t-timeline .t-timeline-name a { color: var(--ant-color-text); }
.t-timeline .t-timeline-name a:hover { color: var(--ant-color-primary); }
.t-timeline-track { position: relative; flex: 1; overflow: hidden; }
.t-timeline-span { position: absolute; top: 5px; height: 24px; box-sizing: border-box; border-radius: 6px; border: 1px solid; padding: 0 8px; line-height: 22px; font-size: 12px; font-weight: 500; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; cursor: pointer; touch-action: pan-y; user-select: none; text-align: start; font-family: inherit; }
.t-timeline-span[data-movable="true"] { cursor: grab; }
.t-timeline-span[data-held="true"] { cursor: grabbing; box-shadow: var(--ant-box-shadow-secondary); z-index: 1; }
.t-timeline-span[data-before="true"] { border-start-start-radius: 0; border-end-start-radius: 0; border-inline-start-style: dashed; }
.t-timeline-span[data-after="true"] { border-start-end-radius: 0; border-end-end-radius: 0; border-inline-end-style: dashed; }
.t-timeline-span-edge { position: absolute; top: 0; bottom: 0; width: 8px; cursor: ew-resize; touch-action: none; }
.t-timeline-span-edge[data-edge="start"] { left: 0; }
.t-timeline-span-edge[data-edge="end"] { right: 0; }
.t-timeline-now { position: absolute; top: 0; bottom: 0; width: 0; border-inline-start: 1px solid var(--ant-color-error); pointer-events: none; }
.t-timeline-note { position: sticky; left: 0; padding: 28px 16px; text-align: center; color: var(--ant-color-text-secondary); }
@media (max-width: 600px) { .t-timeline { padding: 8px 8px 12px; --t-name: 104px; } .t-timeline-name { padding: 0 8px; } }
`;
