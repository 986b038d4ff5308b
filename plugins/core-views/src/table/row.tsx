import { EditOutlined } from '@ant-design/icons';
import type { CellProps, ViewRow } from '@tenon/plugin-api';
import { useFieldType } from '@tenon/plugin-api/browser';
import { Button, Checkbox } from 'antd';
import { memo } from 'react';
import { CellEditor } from './cell-editor.tsx';
import { boxWidth, type PlacedColumn } from './layout.ts';
import { uiText } from './texts.ts';

export interface RowActions {
  readonly onOpen: (id: string) => void;
  readonly onToggle: ((id: string) => void) | undefined;
  readonly onCurrent: (id: string, column: string | undefined) => void;
  readonly onEdit: (id: string, column: string) => void;
  readonly onSave: (row: ViewRow, column: string, value: unknown) => Promise<void>;
  readonly onClose: (next: boolean) => void;
}
export interface RowProps extends RowActions, Pick<CellProps, 'locale' | 'lookup'> {
  readonly row: ViewRow;
  readonly columns: readonly PlacedColumn[];
  readonly first: number;
  readonly gap: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly index: number;
  readonly selected: boolean;
  /** The keyboard is on it: undefined when it is not, '' on the row as a whole, else a column. */
  readonly current: string | undefined;
  /** One stop of the Tab key for all rows. */
  readonly stop: boolean;
  readonly editing: string | undefined;
  readonly mayEdit: boolean;
}

/** One record. Drawn again only when something about it changes. */
export const Row = memo(function Row(props: RowProps) {
  const { row, columns, first, gap, width, top, height, index, selected, current, stop, locale } = props;
  const { onOpen, onToggle, onCurrent } = props;
  const name = uiText('select', locale.language, { record: row.title });
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={onToggle ? selected : undefined}
      aria-current={current === undefined ? undefined : 'true'}
      data-row-key={row.id}
      data-current={current === undefined ? undefined : ''}
      className="tenon-table-line"
      style={{ height, width, top }}
      tabIndex={stop ? 0 : -1}
      onFocus={({ target, currentTarget }) => target === currentTarget && onCurrent(row.id, undefined)}
      onClick={({ target, currentTarget }) => {
        // What controls open elsewhere in the document is heard here as well.
        if (!(target instanceof Node && currentTarget.contains(target))) return;
        onCurrent(row.id, undefined);
        // A link or a box in the row has a purpose of its own.
        if (!isControl(target)) onOpen(row.id);
      }}
    >
      {onToggle && (
        <td
          aria-colindex={1}
          className="tenon-table-cell"
          data-frozen
          data-box
          style={{ width: boxWidth, insetInlineStart: 0 }}
        >
          <Checkbox checked={selected} onChange={() => onToggle(row.id)} aria-label={name} tabIndex={-1} />
        </td>
      )}
      {columns.map((column, at) => (
        <Cell
          key={column.key}
          {...props}
          column={column}
          edge={column.frozen && !columns[at + 1]?.frozen}
          skipped={!column.frozen && (at === 0 || columns[at - 1]?.frozen === true) ? gap : 0}
          index={first + at}
          focused={current === column.key}
        />
      ))}
    </tr>
  );
});

interface GridCellProps extends RowProps {
  readonly column: PlacedColumn;
  readonly edge: boolean;
  readonly skipped: number;
  readonly focused: boolean;
}

function Cell(props: GridCellProps) {
  const {
    row,
    column,
    edge,
    skipped,
    focused,
    editing,
    mayEdit,
    locale,
    lookup,
    onCurrent,
    onEdit,
    onSave,
    onClose,
  } = props;
  const type = useFieldType(column.type);
  const isEditing = editing === column.key;
  return (
    <>
      {skipped > 0 && <td aria-hidden className="tenon-table-gap" style={{ width: skipped }} />}
      <td
        className="tenon-table-cell"
        data-column={column.key}
        data-align={column.align}
        data-frozen={column.frozen || undefined}
        data-edge={edge || undefined}
        style={{
          width: column.width,
          ...(column.frozen ? { insetInlineStart: column.left } : {}),
          ...(isEditing ? { zIndex: 4 } : {}),
        }}
        tabIndex={focused ? 0 : -1}
        onFocus={({ target, currentTarget }) => target === currentTarget && onCurrent(row.id, column.key)}
      >
        <span className="tenon-table-value">
          <type.Cell
            value={row.values[column.key] ?? null}
            title={row.titles[column.key]}
            options={column.options}
            locale={locale}
            lookup={lookup}
          />
        </span>
        {mayEdit && column.editable && !isEditing && (
          <Button
            size="small"
            type="text"
            className="tenon-table-edit"
            tabIndex={-1}
            // For the mouse alone: the keyboard has E, and cells are called by their values.
            aria-hidden
            title={uiText('edit', locale.language, { column: column.label })}
            icon={<EditOutlined aria-hidden />}
            onClick={() => onEdit(row.id, column.key)}
          />
        )}
        {isEditing && (
          <CellEditor
            column={column}
            row={row}
            locale={locale}
            lookup={lookup}
            onSave={(value) => onSave(row, column.key, value)}
            onClose={onClose}
          />
        )}
      </td>
    </>
  );
}

function isControl(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('a, button, input, label, [data-box], .tenon-table-editor') !== null
  );
}
