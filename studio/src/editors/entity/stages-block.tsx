import { BranchesOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { nodeAt, referencesAt, useSchemaGuide } from '../../references/index.ts';
import { asList, asText, isObject, withMember } from '../change.ts';
import { useEditing } from '../editing.ts';
import { MemberField } from '../generic/field-context.ts';
import { useChange } from '../generic/use-change.ts';

const pointer = '/stages';

/** The way of a record through the options of one of its choices: set up by naming the choice, and changed move by move. */
export function StagesBlock() {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { reference, onChange } = useEditing();
  const change = useChange();
  const guide = useSchemaGuide();
  const document = isObject(reference.document) ? reference.document : {};
  const [node] = nodeAt(guide, reference, pointer);
  if (document.stages !== undefined) {
    return (
      <section className="s-block">
        {node && (
          <MemberField
            name="stages"
            node={node}
            required={false}
            pointer={pointer}
            value={document.stages}
            onChange={(next) => change('', 'stages', next)}
          />
        )}
      </section>
    );
  }
  const optionsOf = (id: string): readonly string[] =>
    asList(document.fields)
      .filter(isObject)
      .filter((field) => field.id === id)
      .flatMap((field) => asList(isObject(field.options) ? field.options.choices : undefined))
      .flatMap((choice) => (isObject(choice) && asText(choice.id) !== '' ? [asText(choice.id)] : []));
  const choices = (referencesAt(reference, '/stages/field') ?? []).filter(
    ({ id }) => optionsOf(id).length > 1,
  );
  const setUp = (field: string) =>
    onChange((now) =>
      isObject(now) ? withMember(now, 'stages', { field, transitions: stepwise(optionsOf(field)) }) : now,
    );
  return (
    <section className="s-block">
      <div className="s-block-head">
        <h2>{t('property.stages')}</h2>
        <Dropdown
          trigger={['click']}
          disabled={choices.length === 0}
          menu={{
            className: 's-menu',
            items: choices.map((field) => ({
              key: field.id,
              label: t('entityEditor.stagesBy', { field: label(field.label, field.id) }),
              onClick: () => setUp(field.id),
            })),
          }}
        >
          <Button size="small" icon={<BranchesOutlined aria-hidden />} disabled={choices.length === 0}>
            {t('entityEditor.setUpStages')}
          </Button>
        </Dropdown>
      </div>
      <p className="t-field-help">{t('entityEditor.stagesHint')}</p>
    </section>
  );
}

/** Each stage leads to its neighbours: a start that most ways of working are a few changes from. */
const stepwise = (stages: readonly string[]): readonly object[] =>
  stages.map((stage, index) => ({
    from: [stage],
    to: [stages[index - 1], stages[index + 1]].filter((one) => one !== undefined),
  }));
