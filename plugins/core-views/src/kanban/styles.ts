export const boardCss = `
.t-board { height: 100%; min-height: 320px; overflow: auto; overscroll-behavior-x: contain; padding: 12px 16px 16px; container-type: inline-size; scroll-padding: 0 16px; }
.t-board-row { display: flex; gap: 12px; align-items: flex-start; min-width: min-content; }
.t-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.t-board[data-lanes="false"] > .t-board-row { height: 100%; align-items: stretch; }
.t-board-column { flex: 1 0 226px; max-width: 340px; min-width: 0; display: flex; flex-direction: column; border-radius: 10px; background: var(--ant-color-fill-quaternary); }
.t-board-column[data-folded="true"] { flex: 0 0 40px; cursor: pointer; }
.t-board-column-head { display: flex; flex-wrap: wrap; align-items: center; column-gap: 8px; padding: 7px 6px 6px 12px; min-height: 40px; font-size: 13px; }
.t-board-column-name { min-width: 0; flex: 0 1 auto; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; margin: 0; font-size: 13px; line-height: 20px; }
.t-board-dot { flex: none; width: 8px; height: 8px; border-radius: 50%; }
.t-board-column-count { color: var(--ant-color-text-tertiary); font-variant-numeric: tabular-nums; }
.t-board-column-count[data-over="true"] { color: var(--ant-color-error); font-weight: 600; }
.t-board-column-sum { flex: 1 0 100%; order: 1; padding-inline-start: 16px; font-size: 12px; line-height: 18px; color: var(--ant-color-text-secondary); font-variant-numeric: tabular-nums; white-space: nowrap; }
.t-board-column-sum > * { text-align: start !important; }
.t-board-column-tools { display: flex; }
.t-board-column-tools { margin-inline-start: auto; }
.t-board-column[data-folded="true"] .t-board-column-head { flex-direction: column; padding: 8px 4px; height: 100%; }
.t-board-column[data-folded="true"] .t-board-column-name { writing-mode: vertical-rl; }
.t-board-cell { flex: 1; min-height: 72px; overflow-y: auto; padding: 2px 8px 8px; margin: 0; list-style: none; border-radius: 10px; outline: 2px solid transparent; outline-offset: -2px; }
.t-board[data-lanes="true"] .t-board-cell { overflow-y: visible; }
.t-board-cell[data-over="true"] { outline-color: var(--ant-color-primary); background: var(--ant-color-primary-bg); }
.t-board-column[data-refused="true"], .t-board-cell[data-refused="true"] { opacity: .55; }
.t-board-cell[data-refused="true"][data-over="true"] { outline-color: var(--ant-color-error); background: transparent; opacity: 1; }
.t-board-cell-note { padding: 14px 8px; text-align: center; font-size: 12px; color: var(--ant-color-text-tertiary); }
.t-board-card { position: relative; margin-block-end: 8px; padding: 8px 10px 9px; border: 1px solid var(--ant-color-border-secondary); border-radius: 8px; background: var(--ant-color-bg-container); font-size: 13px; line-height: 20px; cursor: grab; content-visibility: auto; contain-intrinsic-size: auto 84px; touch-action: manipulation; }
.t-board-card:hover { border-color: var(--ant-color-border); }
.t-board-card[data-lifted="true"] { opacity: .4; }
.t-board-card[data-moving="true"] { opacity: .7; }
.t-board-card[data-overlay="true"] { cursor: grabbing; box-shadow: var(--ant-box-shadow-secondary); content-visibility: visible; }
.t-board-card-head { display: flex; align-items: flex-start; gap: 4px; }
.t-board-card a.t-board-card-title, .t-board-card-title { flex: 1; min-width: 0; font-weight: 500; color: var(--ant-color-text); overflow-wrap: anywhere; }
.t-board-card a.t-board-card-title:hover { color: var(--ant-color-primary); }
.t-board-card-menu.ant-btn { margin: -2px -4px 0 0; color: var(--ant-color-text-tertiary); }
@media (hover: hover) { .t-board-card-menu.ant-btn { opacity: 0; } .t-board-card:hover .t-board-card-menu, .t-board-card-menu:focus-visible, .t-board-card:focus-within .t-board-card-menu { opacity: 1; } }
.t-board-card-fields { display: grid; gap: 2px; margin: 4px 0 0; font-size: 12px; color: var(--ant-color-text-secondary); }
.t-board-card-fields > div { display: flex; min-width: 0; gap: 6px; }
.t-board-card-fields dt { flex: none; max-width: 45%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ant-color-text-tertiary); }
.t-board-card-fields dd { margin: 0; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.t-board-lane { position: sticky; left: 0; display: flex; align-items: center; gap: 8px; padding: 14px 4px 6px; font-size: 13px; font-weight: 600; width: fit-content; }
.t-board-heads { position: sticky; top: -12px; z-index: 2; background: var(--ant-color-bg-container); padding-block: 4px; }
.t-board-none { padding: 32px; text-align: center; color: var(--ant-color-text-secondary); }
@container (max-width: 560px) {
  .t-board-column { flex: 0 0 calc(100cqi - 56px); max-width: none; scroll-snap-align: start; }
}
@media (max-width: 600px) { .t-board { scroll-snap-type: x mandatory; padding: 8px 12px 12px; scroll-padding: 0 12px; } }
`;
