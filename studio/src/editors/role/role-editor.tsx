import { pointerTo, valueAt } from '@tenon/documents';
import { capabilities as allCapabilities, recordActions } from '@tenon/model';
import { Icon } from '@tenon/runtime/preview';
import { Checkbox, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { nodeAt, useSchemaGuide } from '../../references/index.ts';
import { asList, isObject, withValue } from '../change.ts';
import { useEditing } from '../editing.ts';
import { GenericEditor } from '../generic/generic-editor.tsx';
import { ListField } from '../generic/list-field.tsx';
import { useWord } from '../generic/scalar-field.tsx';
import { useChange } from '../generic/use-change.ts';
import { grantOf, grantsOf, isPlain, withGrant } from './grants.ts';

/** A role: capabilities, a matrix of entities and actions, and below it the grants that a matrix cannot draw. */
export function RoleEditor() {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const word = useWord();
  const guide = useSchemaGuide();
  const { reference, onChange } = useEditing();
  const change = useChange();
  const { document, model } = reference;
  const object = isObject(document) ? document : {};
  const grants = grantsOf(document);
  const held = asList(object.capabilities).map(String);
  const [grantsNode] = nodeAt(guide, reference, '/grants');
  const rows = [
    { id: '*', name: t('roleEditor.all'), icon: 'global' },
    ...[...model.entities.values()].map(({ id, labelPlural, icon }) => ({
      id,
      name: label(labelPlural, id),
      icon,
    })),
  ];
  const toggleCapability = (capability: string, given: boolean) => {
    onChange((now) => {
      const before = asList(valueAt(now, '/capabilities'));
      const next = allCapabilities.filter((one) => (one === capability ? given : before.includes(one)));
      return withValue(now, '/capabilities', next.length > 0 ? next : undefined);
    });
  };
  const toggle = (entity: string, action: string, given: boolean) =>
    onChange((now) =>
      withValue(now, '/grants', withGrant(grantsOf(now), entity, action, given, recordActions)),
    );

  return (
    <>
      <GenericEditor skip={['grants', 'capabilities']} />
      <section className="s-block">
        <h2>{t('roleEditor.capabilities')}</h2>
        <div className="s-flags">
          {allCapabilities.map((capability) => (
            <Checkbox
              key={capability}
              checked={held.includes(capability)}
              onChange={(event) => toggleCapability(capability, event.target.checked)}
            >
              {word(capability)}
            </Checkbox>
          ))}
        </div>
      </section>
      <section className="s-block">
        <h2>{t('roleEditor.matrix')}</h2>
        <p className="t-field-help s-block-help">{t('roleEditor.hint')}</p>
        <div className="s-matrix-scroll">
          <table className="s-matrix">
            <thead>
              <tr>
                <td />
                {recordActions.map((action) => (
                  <th key={action} scope="col">
                    {word(action)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <span className="s-option">
                      <Icon name={row.icon} />
                      <span>{row.name}</span>
                    </span>
                  </th>
                  {recordActions.map((action) => {
                    const state = grantOf(grants, row.id, action);
                    const everywhere = row.id !== '*' && grantOf(grants, '*', action) === 'plain';
                    return (
                      <td key={action}>
                        <Tooltip
                          title={state === 'conditional' ? t('roleEditor.conditionalHint') : undefined}
                        >
                          <Checkbox
                            aria-label={t('roleEditor.cell', { action: word(action), entity: row.name })}
                            checked={state === 'plain' || everywhere}
                            indeterminate={state === 'conditional' && !everywhere}
                            disabled={everywhere && state !== 'plain'}
                            onChange={(event) => toggle(row.id, action, event.target.checked)}
                          />
                        </Tooltip>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {grantsNode && grants.some((grant) => !isPlain(grant)) && (
        <section className="s-block">
          <h2>{t('roleEditor.details')}</h2>
          <ListField
            node={grantsNode}
            pointer={pointerTo('', 'grants')}
            value={grants}
            label={t('roleEditor.details')}
            only={(grant) => isObject(grant) && !isPlain(grant)}
            onChange={(next) => change('', 'grants', next)}
          />
        </section>
      )}
    </>
  );
}
