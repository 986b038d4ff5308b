import { PlusOutlined } from '@ant-design/icons';
import type { ControlProps } from '@tenon/plugin-api';
import { Button, Divider, Select, Spin } from 'antd';
import { type ReactNode, type UIEvent, useEffect, useState } from 'react';
import { labelling } from './labelling.ts';
import { uiText } from './texts.ts';
import { useRecordSearch } from './use-record-search.ts';

type RecordControl = Omit<ControlProps<unknown, never>, 'value' | 'onChange' | 'options'>;

export interface RecordSelectProps extends RecordControl {
  readonly entity: string;
  readonly many: boolean;
  readonly ids: readonly string[];
  readonly onPick: (ids: readonly string[]) => void;
  readonly placeholder?: string;
  readonly renderOption?: (title: string) => ReactNode;
}

/** Picks records of an entity by title. The next page is fetched when the list is scrolled to its end. */
export function RecordSelect(props: RecordSelectProps) {
  const { entity, many, ids, onPick, lookup, locale, readOnly, disabled, required, renderOption } = props;
  const { found, state, search, more } = useRecordSearch(lookup, entity);
  const titles = useTitles(props);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const create = lookup.create?.label(entity);
  const make = async () => {
    setOpen(false);
    const made = await lookup.create?.open(entity, typed);
    if (made) onPick(many ? [...ids, made.id] : [made.id]);
  };
  const title = (id: string) => found.find((record) => record.id === id)?.title ?? titles[id] ?? '…';
  const listed = new Set(found.map(({ id }) => id));
  const options = [
    ...found.map((record) => ({ value: record.id, label: record.title })),
    // What is chosen stays known by its title, also when the search is about something else.
    ...ids.filter((id) => !listed.has(id)).map((id) => ({ value: id, label: title(id), hidden: true })),
  ];

  const scrolled = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const { scrollTop, clientHeight, scrollHeight } = currentTarget;
    if (scrollTop + clientHeight > scrollHeight - 48) more();
  };
  const nothing = state === 'loading' ? 'searching' : state === 'failed' ? 'loadFailed' : 'nothingFound';
  return (
    <Select<string | string[]>
      {...labelling(props)}
      style={{ width: '100%' }}
      mode={many ? 'multiple' : undefined}
      value={many ? [...ids] : ids[0]}
      onChange={(picked) =>
        onPick(picked === undefined ? [] : typeof picked === 'string' ? [picked] : picked)
      }
      onBlur={props.onBlur}
      options={options}
      labelRender={({ value }) => title(String(value))}
      optionRender={({ label }) => (renderOption ? renderOption(String(label)) : label)}
      showSearch={{
        filterOption: (_text, option) => !option?.hidden,
        onSearch: (text) => {
          setTyped(text);
          search(text);
        },
      }}
      open={open}
      onOpenChange={(opens) => {
        setOpen(opens);
        if (!opens) return;
        search('');
      }}
      popupRender={(list) =>
        create === undefined ? (
          list
        ) : (
          <>
            {list}
            <Divider style={{ margin: '4px 0' }} />
            <Button
              type="text"
              block
              style={{ justifyContent: 'flex-start' }}
              icon={<PlusOutlined aria-hidden />}
              // The picker keeps the focus until the form takes it.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void make()}
            >
              {create}
            </Button>
          </>
        )
      }
      onPopupScroll={scrolled}
      notFoundContent={
        <output>
          {state === 'loading' && <Spin size="small" />} {uiText(nothing, locale.language)}
        </output>
      }
      loading={state === 'loading'}
      allowClear={!required && !readOnly}
      disabled={disabled || readOnly}
      status={props.invalid ? 'error' : undefined}
      placeholder={props.placeholder}
    />
  );
}

/** Titles of the chosen records: those that came with the value, others asked for. */
function useTitles({ ids, title, entity, lookup }: RecordSelectProps): { readonly [id: string]: string } {
  const given = typeof title === 'string' ? [title] : (title ?? []);
  const known = Object.fromEntries(ids.flatMap((id, index) => (given[index] ? [[id, given[index]]] : [])));
  const [asked, setAsked] = useState<{ readonly [id: string]: string }>({});
  const missing = ids.filter((id) => known[id] === undefined && asked[id] === undefined).join(' ');

  useEffect(() => {
    if (missing === '') return;
    let left = false;
    lookup.titles(entity, missing.split(' ')).then(
      (titles) => {
        if (!left) setAsked((earlier) => ({ ...earlier, ...titles }));
      },
      // A title that cannot be had is shown as an ellipsis.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [missing, entity, lookup]);
  return { ...asked, ...known };
}
