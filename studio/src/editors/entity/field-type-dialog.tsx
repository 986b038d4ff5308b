import { SearchOutlined } from '@ant-design/icons';
import { Icon } from '@tenon/runtime/preview';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { useEditing } from '../editing.ts';

/** Every field type that is installed, to pick one. */
export function FieldTypeDialog({
  onPick,
  onClose,
}: {
  readonly onPick: (type: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { registry } = useEditing().reference;
  const [search, setSearch] = useState('');
  const types = registry.fieldTypes
    .all()
    .map((type) => ({ ...type, name: label(type.label, type.id), about: label(type.description) }))
    .filter(({ id, name, about }) =>
      `${id} ${name} ${about}`.toLowerCase().includes(search.trim().toLowerCase()),
    );
  return (
    <Modal open width={680} title={t('entityEditor.pick')} footer={null} onCancel={onClose}>
      <Input
        autoFocus
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('entityEditor.search')}
        aria-label={t('entityEditor.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onPressEnter={() => types[0] && onPick(types[0].id)}
      />
      <div className="s-type-grid">
        {types.map(({ id, icon, name, about }) => (
          <button key={id} type="button" className="s-type" onClick={() => onPick(id)}>
            <Icon name={icon} />
            <strong>{name}</strong>
            {about !== '' && <span>{about}</span>}
          </button>
        ))}
      </div>
      {types.length === 0 && <p className="s-none">{t('entityEditor.none')}</p>}
    </Modal>
  );
}
