/** The page of one record, as compiled. */
import type { Text } from '@tenon/documents';
import type { EntityModel, FieldModel, PathModel, ReportModel, RuleModel, SortModel } from '../model.ts';

export interface PageModel {
  readonly id: string;
  readonly entity: EntityModel;
  readonly label: Text;
  /** Record types that have it; all when absent. */
  readonly recordTypes: readonly string[] | undefined;
  /** Roles that have it; everybody when absent. */
  readonly roles: readonly string[] | undefined;
  readonly summary: readonly PathModel[];
  readonly tabs: readonly PageTabModel[];
}

export interface PageTabModel {
  readonly id: string;
  readonly label: Text;
  readonly sections: readonly PageSectionModel[];
}

export type PageSectionModel = {
  readonly id: string;
  readonly label: Text | undefined;
  readonly visible: RuleModel | undefined;
} & PagePartModel;

export type PagePartModel =
  | { readonly show: 'form' | 'files' | 'history' | 'work' }
  | { readonly show: 'fields'; readonly columns: number; readonly fields: readonly PathModel[] }
  | {
      readonly show: 'list';
      readonly relation: FieldModel;
      /** Those of the entity's list when absent. */
      readonly columns: readonly PathModel[] | undefined;
      readonly where: RuleModel | undefined;
      readonly sort: readonly SortModel[];
      readonly create: boolean;
    }
  | {
      readonly show: 'timeline';
      readonly kinds: readonly TimelineKindModel[];
      readonly relations: readonly FieldModel[];
    }
  | {
      readonly show: 'report';
      readonly report: ReportModel;
      /** From the report's entity to the record of the page. */
      readonly by: PathModel;
      readonly type: string;
    };

export type TimelineKindModel = 'change' | 'task' | 'touchpoint' | 'file' | 'related';
