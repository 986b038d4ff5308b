import { appKind } from './app/kind.ts';
import { assignmentRuleKind } from './assignment-rule/kind.ts';
import { dashboardKind } from './dashboard/kind.ts';
import { duplicateRuleKind } from './duplicate-rule/kind.ts';
import { entityKind } from './entity/kind.ts';
import { formKind } from './form/kind.ts';
import type { DocumentKind } from './kind.ts';
import { organisationKind } from './organisation/kind.ts';
import { pageKind } from './page/kind.ts';
import { queueKind } from './queue/kind.ts';
import { reportKind } from './report/kind.ts';
import { roleKind } from './role/kind.ts';
import { segmentationKind } from './segmentation/kind.ts';
import { taskTypeKind } from './task-type/kind.ts';
import { viewKind } from './view/kind.ts';

/** Every kind, in the order in which a newcomer reads a configuration. */
export const documentKinds: readonly DocumentKind[] = [
  organisationKind,
  entityKind,
  formKind,
  viewKind,
  pageKind,
  segmentationKind,
  duplicateRuleKind,
  queueKind,
  taskTypeKind,
  assignmentRuleKind,
  reportKind,
  dashboardKind,
  roleKind,
  appKind,
];
