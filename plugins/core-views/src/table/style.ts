/** Looks of the table over the tokens of the theme; drawn once, however many tables there are. */
export const tableStyle = `
.tenon-table { position: relative; height: 100%; min-height: 240px; overflow: auto; outline: none; background: var(--ant-color-bg-container); font-size: 13px; }
.tenon-table table, .tenon-table tbody, .tenon-table thead { display: block; outline: none; }
.tenon-table tbody { position: relative; }
.tenon-table tr { display: flex; position: relative; }
.tenon-table-gap { flex: none; padding: 0; }
.tenon-table thead { position: sticky; top: 0; z-index: 3; }
.tenon-table th { display: flex; align-items: center; gap: 4px; background: var(--ant-color-bg-container); border-bottom: 1px solid var(--ant-color-border); font-weight: 600; font-size: 12.5px; color: var(--ant-color-text-secondary); user-select: none; }
.tenon-table th[data-sortable] { cursor: pointer; }
.tenon-table th[data-sortable]:hover { color: var(--ant-color-text); }
.tenon-table th[data-drop] { box-shadow: inset 2px 0 0 var(--ant-color-primary); }
.tenon-table-cell { flex: none; box-sizing: border-box; position: relative; min-width: 0; padding: 0 10px; display: flex; align-items: center; border-bottom: 1px solid var(--ant-color-border-secondary); background: var(--ant-color-bg-container); outline-offset: -2px; }
.tenon-table-cell[data-align='end'] { justify-content: flex-end; text-align: end; font-variant-numeric: tabular-nums; }
.tenon-table-cell[data-frozen] { position: sticky; z-index: 1; }
.tenon-table-cell[data-edge] { border-inline-end: 1px solid var(--ant-color-border-secondary); }
.tenon-table-value { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tenon-table[data-height='tall'] .tenon-table-value { --cell-display: inline; --cell-space: normal; white-space: normal; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; line-height: 1.35; overflow-wrap: anywhere; }
.tenon-table-line { position: absolute !important; inset-inline-start: 0; outline: none; cursor: pointer; }
.tenon-table-line:hover > .tenon-table-cell { background: color-mix(in srgb, var(--ant-color-primary) 4%, var(--ant-color-bg-container)); }
.tenon-table-line[aria-selected='true'] > .tenon-table-cell { background: color-mix(in srgb, var(--ant-color-primary) 9%, var(--ant-color-bg-container)); }
.tenon-table-line:focus > .tenon-table-cell, .tenon-table-line[data-current] > .tenon-table-cell { background: color-mix(in srgb, var(--ant-color-primary) 7%, var(--ant-color-bg-container)); }
.tenon-table-line:focus-visible > .tenon-table-cell:first-child { box-shadow: inset 3px 0 0 var(--ant-color-primary); }
.tenon-table-cell:focus-visible { outline: 2px solid var(--ant-color-primary); z-index: 2; }
.tenon-table-cell > .tenon-table-edit.ant-btn { position: absolute; inset-inline-end: 4px; opacity: 0; background: var(--ant-color-bg-elevated); }
.tenon-table-cell:hover > .tenon-table-edit.ant-btn, .tenon-table-cell:focus > .tenon-table-edit.ant-btn { opacity: 1; }
.tenon-table-editor { position: absolute; z-index: 5; inset: -1px auto auto -1px; min-width: max(calc(100% + 2px), 240px); padding: 6px; background: var(--ant-color-bg-elevated); border: 1px solid var(--ant-color-primary); border-radius: 8px; box-shadow: var(--ant-box-shadow-secondary); cursor: default; text-align: start; }
.tenon-table-editor > form > * { width: 100%; }
.tenon-table-editor [role='alert'] { margin: 6px 0 0; color: var(--ant-color-error); white-space: normal; }
.tenon-table-group { cursor: pointer; }
.tenon-table-group > .tenon-table-cell { background: var(--ant-color-bg-layout); font-weight: 600; }
.tenon-table-group:hover > .tenon-table-cell { background: color-mix(in srgb, var(--ant-color-primary) 6%, var(--ant-color-bg-layout)); }
.tenon-table-count { margin-inline-start: 8px; font-weight: 400; color: var(--ant-color-text-secondary); }
.tenon-table-chevron { width: 7px; height: 7px; margin-inline: 3px 9px; flex: none; box-sizing: border-box; border: solid var(--ant-color-text-secondary); border-width: 1.5px 1.5px 0 0; transform: rotate(45deg); transition: transform 0.12s; }
.tenon-table-chevron[data-open] { transform: translateY(-2px) rotate(135deg); }
.tenon-table-wide { position: sticky; inset-inline-start: 0; display: flex; align-items: center; justify-content: center; gap: 8px; }
.tenon-table-grip { position: absolute; inset-block: 6px; inset-inline-end: 0; width: 9px; cursor: col-resize; touch-action: none; }
.tenon-table-grip::after { content: ''; position: absolute; inset-block: 0; inset-inline-end: 0; width: 1px; background: var(--ant-color-border-secondary); }
.tenon-table-grip:hover::after, .tenon-table-grip:active::after { width: 2px; background: var(--ant-color-primary); }
.tenon-table-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;
