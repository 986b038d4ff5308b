import type { SearchHit } from '@tenon/model';
import { Input, Modal } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../../i18n/index.ts';
import { SearchOutlined } from '../../pages/icons.tsx';
import { Icon } from '../../pages/index.ts';
import { HitText, useRecent, useSearch } from '../../search/index.ts';
import { recordHref, useWorkspace } from '../../workspace/index.ts';
import { useCommands } from './commands.ts';

const shownHits = 8;

interface Entry {
  readonly id: string;
  readonly group: string;
  readonly text: string;
  readonly icon: string;
  /** For records that were found. */
  readonly hit?: SearchHit;
  /** In small at the end. */
  readonly beside?: string;
  readonly run: () => void;
}

/** One box for pages, records and actions. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { entries, searching } = useEntries(text);
  const list = useRef<HTMLDivElement>(null);
  const current = Math.min(at, Math.max(0, entries.length - 1));

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : entries.length - 1;
      if (entries.length > 0) setAt((current + step) % entries.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(entries[current]);
    }
  };

  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={600}
      className="t-palette"
      title={<span className="t-sr">{t('palette.title')}</span>}
      styles={{ header: { margin: 0 } }}
      style={{ top: '12vh' }}
    >
      <div className="t-palette-box">
        <SearchOutlined />
        <Input
          variant="borderless"
          autoFocus
          value={text}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.title')}
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={entries[current] ? `palette-${current}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        className="t-palette-list"
        id="palette-list"
        role="listbox"
        aria-label={t('palette.title')}
        aria-busy={searching}
        ref={list}
      >
        {entries.map((entry, index) => (
          <PaletteEntry
            key={entry.id}
            entry={entry}
            index={index}
            selected={index === current}
            heading={entries[index - 1]?.group !== entry.group}
            onPoint={() => setAt(index)}
            onChoose={() => choose(entry)}
            onKeyDown={onKeyDown}
          />
        ))}
        {entries.length === 0 && !searching && (
          <p className="t-palette-none">{t('palette.nothing', { text })}</p>
        )}
      </div>
      <p className="t-palette-hint">{t('palette.hint')}</p>
    </Modal>
  );
}

function PaletteEntry({
  entry,
  index,
  selected,
  heading,
  onPoint,
  onChoose,
  onKeyDown,
}: {
  readonly entry: Entry;
  readonly index: number;
  readonly selected: boolean;
  readonly heading: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  return (
    <>
      {heading && (
        <div className="t-palette-group" role="presentation">
          {entry.group}
        </div>
      )}
      <div
        id={`palette-${index}`}
        role="option"
        tabIndex={-1}
        aria-selected={selected}
        className="t-palette-entry"
        onMouseMove={onPoint}
        onClick={onChoose}
        onKeyDown={onKeyDown}
      >
        <Icon name={entry.icon} />
        {entry.hit ? <HitText hit={entry.hit} /> : <span className="t-palette-text">{entry.text}</span>}
        {entry.beside !== undefined && <span className="t-hit-entity">{entry.beside}</span>}
      </div>
    </>
  );
}

function useEntries(text: string): { readonly entries: readonly Entry[]; readonly searching: boolean } {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const navigate = useNavigate();
  const { config } = useWorkspace();
  const commands = useCommands();
  const { body, searching } = useSearch({ text, limit: shownHits });
  const recent = useRecent();
  const wanted = text.trim().toLowerCase();
  const named = (entity: string) => label(config.entities[entity]?.label, entity);
  const iconOf = (entity: string) => config.entities[entity]?.icon ?? '';
  const groups = { pages: t('palette.pages'), actions: t('palette.actions') };
  const matching = commands
    .filter((command) => command.text.toLowerCase().includes(wanted))
    .map((command) => ({ ...command, group: groups[command.group] }));
  const pages = matching.filter(({ group }) => group === groups.pages);
  const actions = matching.filter(({ group }) => group === groups.actions);
  if (wanted === '') {
    const opened = recent.map(({ entity, id, title }) => ({
      id: `recent:${entity}:${id}`,
      group: t('palette.recent'),
      text: title,
      icon: iconOf(entity),
      beside: named(entity),
      run: () => void navigate(recordHref(entity, id)),
    }));
    return { entries: [...opened, ...pages, ...actions], searching };
  }
  const found = (body?.hits ?? []).map((hit) => ({
    id: `record:${hit.entity}:${hit.id}`,
    group: t('palette.records'),
    text: hit.title,
    icon: iconOf(hit.entity),
    hit,
    beside: named(hit.entity),
    run: () => void navigate(recordHref(hit.entity, hit.id)),
  }));
  const all = {
    id: 'all',
    group: t('palette.records'),
    text: t('palette.all', { text: text.trim() }),
    icon: 'search',
    run: () => void navigate(`/search?q=${encodeURIComponent(text.trim().toWellFormed())}`),
  };
  // A page or an action whose name begins so is rather meant than a record that holds the word.
  const begins = (entry: Entry) => entry.text.toLowerCase().startsWith(wanted);
  const first = [...pages, ...actions].filter(begins).slice(0, 3);
  const rest = [...pages, ...actions].filter((entry) => !first.includes(entry));
  return { entries: [...first, ...found, ...(found.length > 0 ? [all] : []), ...rest], searching };
}
