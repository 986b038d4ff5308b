import { checkAssignmentRules } from './assignment-rule/check.ts';
import { checkDashboards } from './dashboard/check.ts';
import { checkIndexes } from './indexes/check.ts';
import type { Model } from './model.ts';
import type { Longhand } from './normalize.ts';
import type { Problems } from './reporter.ts';
import { checkRoles } from './role/check.ts';
import { checkSegmentations } from './segmentation/check.ts';

/** The last phase: what only shows when the whole is there. */
export function check(model: Model, longhand: Longhand, problems: Problems): void {
  checkSegmentations(longhand.segmentations, model.segmentations);
  checkAssignmentRules(model.assignmentRules, problems);
  checkIndexes(longhand.entities, model);
  checkDashboards(longhand.dashboards, problems);
  checkRoles(longhand.roles, model, problems);
}
