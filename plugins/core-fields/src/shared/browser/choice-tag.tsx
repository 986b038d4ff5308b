import type { Language } from '@tenon/documents';
import { Tag } from 'antd';
import type { MouseEvent } from 'react';
import { type Choice, type Color, choiceLabel } from '../choices.ts';

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
  const color = choices.find((choice) => choice.id === id)?.color;
  return (
    <Tag
      color={tagColor(color)}
      closable={onClose !== undefined}
      onClose={onClose}
      style={{ marginInlineEnd: 4 }}
    >
      {choiceLabel(choices, id, language)}
    </Tag>
  );
}

function tagColor(color: Color | undefined): string {
  return color === undefined || color === 'neutral' ? 'default' : color;
}
