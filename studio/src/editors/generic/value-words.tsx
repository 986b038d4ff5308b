import type { Language } from '@tenon/documents';
import { scheduleText } from '@tenon/runtime/schedule-text';
import { useLanguage } from '../../i18n/index.ts';

/** What a schedule or a length of time says, for people who do not read its notation; nothing while it is not sound. */
export function ValueWords({
  form,
  text,
}: {
  readonly form: 'schedule' | 'duration';
  readonly text: string;
}) {
  const { language } = useLanguage();
  const words = form === 'schedule' ? scheduleText(text, language) : durationText(text, language);
  return words === undefined || words === text ? null : <p className="t-field-help">{words}</p>;
}

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

/** An ISO 8601 duration in words. */
export function durationText(text: string, language: Language): string | undefined {
  const parts =
    /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
      text,
    );
  if (!parts) return undefined;
  const said = units.flatMap((unit, index) => {
    const amount = parts[index + 1];
    return amount === undefined
      ? []
      : [
          Number(amount).toLocaleString(language, {
            style: 'unit',
            unit: unit.slice(0, -1),
            unitDisplay: 'long',
          }),
        ];
  });
  return said.join(' ');
}
