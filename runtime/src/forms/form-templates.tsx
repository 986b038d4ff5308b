import type { FieldProps, FieldTemplateProps, ObjectFieldTemplateProps, RJSFSchema } from '@rjsf/utils';
import { useLanguage } from '../i18n/index.ts';
import { FieldControl } from '../registry/index.ts';
import type { FormContext, FormValues } from './form-context.ts';

type Props<T> = T & { readonly registry: { readonly formContext: FormContext } };

/** Sections in order, each a grid of its columns. */
export function SectionsTemplate({
  properties,
  registry,
}: Props<ObjectFieldTemplateProps<FormValues, RJSFSchema, FormContext>>) {
  const { label } = useLanguage();
  const { sections } = registry.formContext;
  const content = new Map(properties.map((property) => [property.name, property.content]));
  return (
    <div className="t-form">
      {sections.map((section) => {
        const heading = label(section.label);
        return (
          <section
            key={section.id}
            className="t-form-section"
            {...(heading ? { 'aria-label': heading } : {})}
          >
            {heading !== '' && <h2>{heading}</h2>}
            <div className="t-form-grid" style={{ '--columns': section.columns } as React.CSSProperties}>
              {section.fields.map(({ field, span }) => (
                <div key={field} style={{ '--span': Math.min(span, section.columns) } as React.CSSProperties}>
                  {content.get(field)}
                </div>
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}

/** Caption, control, help and what is wrong. The form itself has no frame. */
export function FieldFrame({
  id,
  label,
  required,
  readonly,
  rawErrors,
  children,
  registry,
  fieldPathId,
}: Props<FieldTemplateProps<FormValues, RJSFSchema, FormContext>>) {
  const { label: read } = useLanguage();
  const [name] = fieldPathId.path.slice(-1);
  const field = name === undefined ? undefined : registry.formContext.fields[String(name)];
  if (!field) return children;
  const help = read(field.help);
  const errors = rawErrors ?? [];
  return (
    <div className="t-field" data-invalid={errors.length > 0}>
      <label className="t-caption" htmlFor={id}>
        {label}
        {required === true && !readonly && (
          <span className="t-required" aria-hidden>
            *
          </span>
        )}
      </label>
      {children}
      {errors.length > 0 && (
        <p className="t-field-error" id={`${id}__error`} role="alert">
          {errors.join(' ')}
        </p>
      )}
      {help !== '' && (
        <p className="t-field-help" id={`${id}__help`}>
          {help}
        </p>
      )}
    </div>
  );
}

/** The one rjsf field: whatever the type, the control registry draws it. */
export function RegistryField({
  fieldPathId,
  formData,
  onChange,
  onBlur,
  required,
  readonly,
  disabled,
  autofocus,
  rawErrors,
  registry,
}: Props<FieldProps<unknown, RJSFSchema, FormContext>>) {
  const [name] = fieldPathId.path.slice(-1);
  const field = registry.formContext.fields[String(name)];
  if (!field) return null;
  const id = fieldPathId.$id;
  const invalid = (rawErrors ?? []).length > 0;
  const described = [
    ...(invalid ? [`${id}__error`] : []),
    ...(field.help === undefined ? [] : [`${id}__help`]),
  ].join(' ');
  const title = registry.formContext.titles[field.id];
  return (
    <FieldControl
      id={id}
      field={field}
      value={formData ?? null}
      onChange={(value) => onChange(value, fieldPathId.path)}
      onBlur={() => onBlur(id, formData)}
      onFault={(message) => registry.formContext.onFault(field.id, message)}
      required={required === true}
      readOnly={readonly === true}
      disabled={disabled === true}
      autoFocus={autofocus === true}
      invalid={invalid}
      {...(described === '' ? {} : { describedBy: described })}
      {...(title === undefined ? {} : { title })}
    />
  );
}
