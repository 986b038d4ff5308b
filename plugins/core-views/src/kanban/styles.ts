export const boardCss = `
.t-board { height: 100%; min-height: 320px; overflow: auto; overscroll-behavior-x: contain; padding: 12px 16px 16px; container-type: inline-size; scroll-padding: 0 16px; }
.t-board-row { display: flex; gap: 12px; align-items: flex-start; min-width: min-content; }
.t-board[data-lanes="false"] > .t-board-row { height: 100%; align-items: stretch; }
.t-column { flex: 1 0 252px; max-width: 340px; min-width: 0; display: flex; flex-direction: column; border-radius: 10px; background: var(--ant-color-fill-quaternary); }
.t-column[data-folded="true"] { flex: 0 0 40px; cursor: pointer; }
.t-column-head { display: flex; align-items: center; gap: 8px; padding: 8px 6px 6px 12px; min-height: 40px; font-size: 13px; }
.t-column-name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; margin: 0; font-size: 13px; line-height: 20px; }
.t-dot { flex: none; width: 8px; height: 8px; border-radius: 50%; }
.t-column-count { color: var(--ant-color-text-tertiary); font-variant-numeric: tabular-nums; }
.t-column-count[data-over="true"] { color: var(--ant-color-error); font-weight: 600; }
.t-column-sum { margin-inline-start: auto; color: var(--ant-color-text-secondary); font-variant-numeric: tabular-nums; white-space: nowrap; }
.t-column-tools { display: flex; }
.t-column-sum + .t-column-tools { margin-inline-start: 0; }
.t-column-tools { margin-inline-start: auto; }
.t-column[data-folded="true"] .t-column-head { flex-direction: column; padding: 8px 4px; height: 100%; }
.t-column[data-folded="true"] .t-column-name { writing-mode: vertical-rl; }
.t-cell { flex: 1; min-height: 72px; overflow-y: auto; padding: 2px 8px 8px; margin: 0; list-style: none; border-radius: 10px; outline: 2px solid transparent; outline-offset: -2px; }
.t-board[data-lanes="true"] .t-cell { overflow-y: visible; }
.t-cell[data-over="true"] { outline-color: var(--ant-color-primary); background: var(--ant-color-primary-bg); }
.t-column[data-refused="true"], .t-cell[data-refused="true"] { opacity: .55; }
.t-cell[data-refused="true"][data-over="true"] { outline-color: var(--ant-color-error); background: transparent; opacity: 1; }
.t-cell-note { padding: 14px 8px; text-align: center; font-size: 12px; color: var(--ant-color-text-tertiary); }
.t-card { position: relative; margin-block-end: 8px; padding: 8px 10px 9px; border: 1px solid var(--ant-color-border-secondary); border-radius: 8px; background: var(--ant-color-bg-container); font-size: 13px; line-height: 20px; cursor: grab; content-visibility: auto; contain-intrinsic-size: auto 84px; touch-action: manipulation; }
.t-card:hover { border-color: var(--ant-color-border); }
.t-card[data-lifted="true"] { opacity: .4; }
.t-card[data-moving="true"] { opacity: .7; }
.t-card[data-overlay="true"] { cursor: grabbing; box-shadow: var(--ant-box-shadow-secondary); content-visibility: visible; }
.t-card-head { display: flex; align-items: flex-start; gap: 4px; }
.t-card-title { flex: 1; min-width: 0; font-weight: 500; color: var(--ant-color-text); overflow-wrap: anywhere; }
.t-card-title:hover { color: var(--ant-color-primary); }
.t-card-menu.ant-btn { margin: -2px -4px 0 0; color: var(--ant-color-text-tertiary); }
@media (hover: hover) { .t-card-menu.ant-btn { opacity: 0; } .t-card:hover .t-card-menu, .t-card-menu:focus-visible, .t-card:focus-within .t-card-menu { opacity: 1; } }
.t-card-fields { display: grid; gap: 2px; margin: 4px 0 0; font-size: 12px; color: var(--ant-color-text-secondary); }
.t-card-fields > div { display: flex; min-width: 0; gap: 6px; }
.t-card-fields dt { flex: none; max-width: 45%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ant-color-text-tertiary); }
.t-card-fields dd { margin: 0; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.t-lane { position: sticky; left: 0; display: flex; align-items: center; gap: 8px; padding: 14px 4px 6px; font-size: 13px; font-weight: 600; width: fit-content; }
.t-board-heads { position: sticky; top: -12px; z-index: 2; background: var(--ant-color-bg-container); padding-block: 4px; }
.t-board-none { padding: 32px; text-align: center; color: var(--ant-color-text-secondary); }
@container (max-width: 560px) {
  .t-column { flex: 0 0 calc(100cqi - 56px); max-width: none; scroll-snap-align: start; }
}
@media (max-width: 600px) { .t-board { scroll-snap-type: x mandatory; padding: 8px 12px 12px; scroll-padding: 0 12px; } }
`;
