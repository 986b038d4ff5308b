/** A stylesheet of a view, put into the document once, whatever shows it how often. */
export function Styles({ id, css }: { readonly id: string; readonly css: string }) {
  return (
    <style href={`tenon-${id}`} precedence="default">
      {css}
    </style>
  );
}

/** The strong shade of a named colour of the theme. */
export const shade = (color: string | undefined): string =>
  color === undefined || color === 'neutral' ? 'var(--ant-color-text-quaternary)' : `var(--ant-${color}-6)`;
