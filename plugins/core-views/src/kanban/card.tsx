import { EllipsisOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import type { Locale, RecordLookup, ViewColumnProps, ViewRow } from '@tenon/plugin-api';
import { useFieldType } from '@tenon/plugin-api/browser';
import { Button, Dropdown, type MenuProps } from 'antd';
import { memo, useState } from 'react';
import { uiText } from './texts.ts';

export interface CardLook {
  readonly entity: string;
  readonly columns: readonly ViewColumnProps[];
  readonly locale: Locale;
  readonly lookup: RecordLookup;
  readonly onOpen: (id: string) => void;
}

export interface CardProps extends CardLook {
  readonly row: ViewRow;
  readonly cell: string;
  readonly moving: boolean;
  readonly movable: boolean;
  /** Where else it can go, made when it is asked for. */
  readonly moves: (row: ViewRow) => MenuProps;
}

/** A record on a board: lifted by mouse, touch or the space bar, moved by its menu as well. */
export const Card = memo(function Card({ row, cell, moving, movable, moves, ...look }: CardProps) {
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: row.id,
    data: { row, cell },
    disabled: !movable || moving,
  });
  const [open, setOpen] = useState(false);
  const { language } = look.locale;
  return (
    <li
      ref={setNodeRef}
      className="t-board-card"
      data-record={row.id}
      data-lifted={isDragging}
      data-moving={moving}
      {...listeners}
    >
      <div className="t-board-card-head">
        <a
          ref={setActivatorNodeRef}
          className="t-board-card-title"
          href={look.lookup.href(look.entity, row.id)}
          draggable={false}
          aria-describedby={movable ? attributes['aria-describedby'] : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            look.onOpen(row.id);
          }}
        >
          {row.title}
        </a>
        {movable && (
          <Dropdown
            trigger={['click']}
            autoFocus
            destroyOnHidden
            menu={open ? moves(row) : { items: [] }}
            onOpenChange={setOpen}
          >
            <Button
              type="text"
              size="small"
              className="t-board-card-menu"
              aria-label={uiText('moveMenu', language, { record: row.title })}
              icon={<EllipsisOutlined />}
            />
          </Dropdown>
        )}
      </div>
      <CardFields row={row} {...look} />
    </li>
  );
});

/** The card that follows the pointer. */
export function CardInHand({ row, ...look }: CardLook & { readonly row: ViewRow }) {
  return (
    <div className="t-board-card" data-overlay="true">
      <span className="t-board-card-title">{row.title}</span>
      <CardFields row={row} {...look} />
    </div>
  );
}

function CardFields({ row, columns, locale, lookup }: CardLook & { readonly row: ViewRow }) {
  const shown = columns.filter(({ key }) => {
    const value = row.values[key];
    return value !== null && value !== undefined && value !== row.title;
  });
  if (shown.length === 0) return null;
  return (
    <dl className="t-board-card-fields">
      {shown.map((column) => (
        <div key={column.key}>
          <dt>{column.label}</dt>
          <dd>
            <FieldValue column={column} row={row} locale={locale} lookup={lookup} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FieldValue({
  column,
  row,
  locale,
  lookup,
}: Pick<CardLook, 'locale' | 'lookup'> & { readonly column: ViewColumnProps; readonly row: ViewRow }) {
  const type = useFieldType(column.type);
  return (
    <type.Cell
      value={row.values[column.key] ?? null}
      title={row.titles[column.key]}
      options={column.options}
      locale={locale}
      lookup={lookup}
      plain
    />
  );
}
