import { SearchOutlined } from '@ant-design/icons';
import { Icon } from '@tenon/runtime/preview';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { useEditing } from '../editing.ts';

/** The name of a new field, and every field type that is installed, to pick one. */
export function FieldTypeDialog({
  onPick,
  onClose,
}: {
  /** The name is '' when none was given. */
  readonly onPick: (type: string, name: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { registry } = useEditing().reference;
  const [name, setName] = useState('');
  const [search, setSearch] = useState('');
  const types = registry.fieldTypes
    .all()
    .map((type) => ({ ...type, called: label(type.label, type.id), about: label(type.description) }))
    .filter(({ id, called, about }) =>
      `${id} ${called} ${about}`.toLowerCase().includes(search.trim().toLowerCase()),
    );
  return (
    <Modal open width={680} title={t('entityEditor.pick')} footer={null} onCancel={onClose}>
      <label className="t-caption" htmlFor="new-field-name">
        {t('entityEditor.name')}
      </label>
      <Input id="new-field-name" autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      <Input
        allowClear
        className="s-beneath"
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('entityEditor.search')}
        aria-label={t('entityEditor.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onPressEnter={() => types[0] && onPick(types[0].id, name.trim())}
      />
      <div className="s-type-grid">
        {types.map(({ id, icon, called, about }) => (
          <button key={id} type="button" className="s-type" onClick={() => onPick(id, name.trim())}>
            <Icon name={icon} />
            <strong>{called}</strong>
            {about !== '' && <span>{about}</span>}
          </button>
        ))}
      </div>
      {types.length === 0 && <p className="s-none">{t('entityEditor.none')}</p>}
    </Modal>
  );
}
