import type { DuplicateRuleDocument, MatchFieldDocument, MatchWayDocument } from '@tenon/documents';
import type { CheckedExpression, TypedNode } from '@tenon/expressions';
import type { DuplicateRuleModel, EntityModel, FieldModel, MatchWayModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf } from '../resolve/paths.ts';
import { entries } from '../sound.ts';

const usualThreshold = 0.7;

/** A rule any part of which is wrong is left out: without it, more records would match than was meant. */
export function resolveDuplicateRule(
  document: DuplicateRuleDocument,
  context: Resolution,
): DuplicateRuleModel | undefined {
  const place = context.problems.at(document);
  const entity = context.entity(document.entity, place.to('entity'));
  if (!entity) return undefined;
  const ways = entries(document.match).map(([way, index]) =>
    resolveWay(entity, way, context, place.to('match', index)),
  );
  const where = context.rule(document.where, { entity: entity.id }, 'condition', place.to('where'));
  if (document.where !== undefined && !where) return undefined;
  if (where && !isOverOwnValues(where.checked)) {
    place.to('where').report('match-where-far');
    return undefined;
  }
  const sound = ways.flatMap((way) => way ?? []);
  if (sound.length < ways.length) return undefined;
  return {
    id: document.id,
    entity,
    label: document.label,
    ways: sound,
    where,
    action: document.action ?? 'warn',
  };
}

function resolveWay(
  entity: EntityModel,
  way: MatchWayDocument,
  context: Resolution,
  place: Place,
): MatchWayModel | undefined {
  const parts: MatchWayModel['parts'][number][] = [];
  let similar: MatchWayModel['similar'];
  let whole = true;
  for (const [written, index] of entries(way.all)) {
    const at = place.to('all', index);
    const field = fieldOf(context, entity, written.field, at.to('field'));
    reportIdle(written, at);
    const need = field && needOf(field, written.how);
    if (!field || need !== undefined) {
      if (field && need !== undefined)
        at.to('field').report('match-unfit', { field: field.id, how: written.how, need });
      whole = false;
    } else if (written.how !== 'fuzzy') {
      parts.push({ field, how: written.how, ignoreTag: written.ignoreTag ?? false });
    } else if (similar) {
      at.to('how').report('match-similar-twice');
      whole = false;
    } else similar = { field, threshold: written.threshold ?? usualThreshold };
  }
  return whole ? { parts, similar } : undefined;
}

function reportIdle({ how, threshold, ignoreTag }: MatchFieldDocument, place: Place): void {
  if (threshold !== undefined && how !== 'fuzzy')
    place.to('threshold').report('match-option-idle', { option: 'threshold', how });
  if (ignoreTag !== undefined && how !== 'email')
    place.to('ignoreTag').report('match-option-idle', { option: 'ignoreTag', how });
}

/** What a field lacks for being compared so. Secrets and what is worked out have nothing that could be compared. */
function needOf(field: FieldModel, how: MatchFieldDocument['how']): string | undefined {
  const { storage, computed, type, system, valueType } = field;
  if (storage.kind !== 'column' || computed || type.secret || type.assigned || system)
    return 'a field with one value of its own is due';
  if (how === 'exact') return undefined;
  return valueType.kind === 'text' || type.findable === 'always' ? undefined : 'a field of text is due';
}

/** Match keys are made when a record changes: what else changes would leave them behind. */
function isOverOwnValues({ root, timeDependent }: CheckedExpression): boolean {
  const isOwn = (node: TypedNode): boolean => {
    if (node.node === 'literal') return true;
    if (node.node === 'operation') return node.operator !== 'in_segment' && node.operands.every(isOwn);
    return node.node === 'field' && node.from === undefined && node.path.length === 1;
  };
  return !timeDependent && isOwn(root);
}
