import type { Language } from '@tenon/documents';
import { Tag, theme } from 'antd';
import type { MouseEvent } from 'react';
import { type Choice, choiceLabel } from '../choices.ts';

const narrow = {
  marginInlineEnd: 4,
  maxWidth: '100%',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  verticalAlign: 'middle',
} as const;

/** A choice as a coloured tag. Colours are named ones of the theme, legible in light and dark. */
export function ChoiceTag({
  choices,
  id,
  language,
  onClose,
}: {
  readonly choices: readonly Choice[];
  readonly id: string;
  readonly language: Language;
  readonly onClose?: (event?: MouseEvent<HTMLElement>) => void;
}) {
  const { token } = theme.useToken();
  const color = choices.find((choice) => choice.id === id)?.color;
  const isNamed = color !== undefined && color !== 'neutral';
  return (
    <Tag
      color={isNamed ? color : 'default'}
      closable={onClose !== undefined}
      onClose={onClose}
      // The tag's own text is too pale to read on its ground.
      style={{ ...narrow, ...(isNamed ? { color: token[`${color}-9`] } : {}) }}
    >
      {choiceLabel(choices, id, language)}
    </Tag>
  );
}
