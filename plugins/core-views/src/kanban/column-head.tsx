import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import type { Language } from '@tenon/documents';
import type { Locale, RecordLookup, ViewColumnProps } from '@tenon/plugin-api';
import { useFieldType } from '@tenon/plugin-api/browser';
import { Button, Tooltip } from 'antd';
import { uiText } from './texts.ts';

export interface ColumnHeadProps {
  readonly label: string;
  readonly color: string;
  readonly count: number;
  readonly sum: string | undefined;
  readonly sumField: ViewColumnProps | undefined;
  /** More cards than these stand out. */
  readonly most: number | undefined;
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  readonly onCreate?: () => void;
  readonly locale: Locale;
  readonly lookup: RecordLookup;
  readonly language: Language;
}

/** The name of a column, how many cards it holds, and what they add up to. */
export function ColumnHead(props: ColumnHeadProps) {
  const { label, color, count, sum, sumField, most, folded, onFold, onCreate, language } = props;
  const figure = new Intl.NumberFormat(language).format(count);
  const over = most !== undefined && count > most;
  const foldText = uiText(folded ? 'unfold' : 'fold', language, { column: label });
  return (
    <header className="t-board-column-head">
      <span className="t-board-dot" style={{ background: color }} aria-hidden />
      <h3 className="t-board-column-name" title={label}>
        {label}
      </h3>
      <Tooltip title={over ? uiText('overLimit', language, { most: String(most) }) : undefined}>
        <span className="t-board-column-count" data-over={over}>
          {most === undefined ? figure : `${figure} / ${most}`}
        </span>
      </Tooltip>
      {!folded && sum !== undefined && sumField && (
        <span className="t-board-column-sum">
          <Sum field={sumField} value={sum} locale={props.locale} lookup={props.lookup} />
        </span>
      )}
      <span className="t-board-column-tools">
        {onCreate && !folded && (
          <Button
            type="text"
            size="small"
            aria-label={uiText('create', language, { column: label })}
            icon={<PlusOutlined />}
            onClick={onCreate}
          />
        )}
        <Button
          type="text"
          size="small"
          aria-label={foldText}
          aria-expanded={!folded}
          icon={folded ? <RightOutlined /> : <LeftOutlined />}
          onClick={() => onFold(!folded)}
        />
      </span>
    </header>
  );
}

function Sum({
  field,
  value,
  locale,
  lookup,
}: {
  readonly field: ViewColumnProps;
  readonly value: string;
  readonly locale: Locale;
  readonly lookup: RecordLookup;
}) {
  const type = useFieldType(field.type);
  // Amounts add up in the organisation's currency, whatever that of each.
  const { currency: _own, ...options } = field.options;
  return <type.Cell value={value} options={options} locale={locale} lookup={lookup} plain />;
}
