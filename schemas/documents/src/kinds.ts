import { appKind } from './app/index.ts';
import { assignmentRuleKind } from './assignment-rule/index.ts';
import { dashboardKind } from './dashboard/index.ts';
import { entityKind } from './entity/index.ts';
import { formKind } from './form/index.ts';
import type { DocumentKind } from './kind.ts';
import { organisationKind } from './organisation/index.ts';
import { queueKind } from './queue/index.ts';
import { reportKind } from './report/index.ts';
import { roleKind } from './role/index.ts';
import { segmentationKind } from './segmentation/index.ts';
import { taskTypeKind } from './task-type/index.ts';
import { viewKind } from './view/index.ts';

/** Every kind, in the order in which a newcomer reads a configuration. */
export const documentKinds: readonly DocumentKind[] = [
  organisationKind,
  entityKind,
  formKind,
  viewKind,
  segmentationKind,
  queueKind,
  taskTypeKind,
  assignmentRuleKind,
  reportKind,
  dashboardKind,
  roleKind,
  appKind,
];
