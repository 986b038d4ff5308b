import { checkAssignmentRules } from './assignment-rule/check.ts';
import { checkDashboards } from './dashboard/check.ts';
import type { Model } from './model.ts';
import type { Problems } from './reporter.ts';
import { checkRoles } from './role/check.ts';
import { checkSegmentations } from './segmentation/check.ts';

/** The last phase: what only shows when the whole is there. */
export function check(model: Model, problems: Problems): void {
  checkSegmentations(model.segmentations, problems);
  checkAssignmentRules(model.assignmentRules, problems);
  checkDashboards(model.dashboards, problems);
  checkRoles(model, problems);
}
