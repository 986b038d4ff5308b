import { type Problem, valueAt } from '@tenon/documents';
import { PageSkeleton } from '@tenon/runtime/preview';
import { Alert } from 'antd';
import { type ComponentType, lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { problemText, useCompilation } from '../problems/index.ts';
import type { ReferenceContext } from '../references/index.ts';
import { isObject } from './change.ts';
import { type Editing, EditingProvider } from './editing.ts';
import { FieldContext } from './generic/field-context.ts';
import { GenericEditor } from './generic/generic-editor.tsx';
import { ValueField } from './generic/value-field.tsx';

/** Kinds with an editor of their own; every other kind is edited by its schema. */
const editors: { readonly [kind: string]: ComponentType } = {
  entity: lazy(async () => ({ default: (await import('./entity/entity-editor.tsx')).EntityEditor })),
  form: lazy(async () => ({ default: (await import('./form/form-editor.tsx')).FormEditor })),
  dashboard: lazy(async () => ({
    default: (await import('./dashboard/dashboard-editor.tsx')).DashboardEditor,
  })),
  role: lazy(async () => ({ default: (await import('./role/role-editor.tsx')).RoleEditor })),
  segmentation: lazy(async () => ({
    default: (await import('./segmentation/segmentation-editor.tsx')).SegmentationEditor,
  })),
  'assignment-rule': lazy(async () => ({
    default: (await import('./assignment-rule/assignment-rule-editor.tsx')).AssignmentRuleEditor,
  })),
};

export interface VisualPaneProps {
  readonly document: DraftDocument;
  readonly reference: ReferenceContext;
  /** Set while the text is no JSON. */
  readonly broken: Problem | undefined;
  readonly onChange: Editing['onChange'];
}

/** The document as something to point at; stands back while the text cannot be read. */
export function VisualPane({ document, reference, broken, onChange }: VisualPaneProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { problemsOf } = useCompilation();
  const problems = problemsOf(document);
  const editing = useMemo<Editing>(
    () => ({ reference, problems, onChange }),
    [reference, problems, onChange],
  );
  if (broken || !isObject(valueAt(reference.document, ''))) {
    return (
      <Alert
        type="info"
        showIcon
        className="s-notice"
        title={t('visual.broken')}
        description={broken ? problemText(broken, language, reference.registry) : t('visual.notAnObject')}
      />
    );
  }
  const Editor = Object.hasOwn(editors, document.kind) ? editors[document.kind] : undefined;
  return (
    <EditingProvider value={editing}>
      <FieldContext value={ValueField}>
        <Suspense fallback={<PageSkeleton rows={5} />}>{Editor ? <Editor /> : <GenericEditor />}</Suspense>
      </FieldContext>
    </EditingProvider>
  );
}
