import { documentKinds, schemas } from '@tenon/documents';
import type { AdjustmentsBody } from '@tenon/model';
import { TenonError } from '../../errors.ts';
import {
  type Body,
  objectBody,
  objectIn,
  optionalText,
  textOf,
  textsOf,
  wholeOf,
  wholeParameter,
} from '../input.ts';
import type { Route, SignedInCall } from '../route.ts';
import type { AppServices } from '../services.ts';

/** Characters of one document. */
const documentLimit = 1_000_000;

export function configRoutes({ releases, registry }: AppServices): readonly Route[] {
  const needs = ['configure'] as const;
  const by = ({ context: { viewer } }: SignedInCall) => ({ id: viewer.id, name: viewer.name });
  const documentOf = (call: SignedInCall): [string, string] => [call.params.kind ?? '', call.params.id ?? ''];

  return [
    { method: 'get', path: '/config/draft', needs, handle: () => releases.draft() },
    {
      method: 'put',
      path: '/config/draft/documents/:kind/:id',
      needs,
      handle: (call) => {
        const body = objectBody(call.body, ['content', 'revision']);
        return releases.putDraftDocument(
          ...documentOf(call),
          textOf(body, 'content', { most: documentLimit }),
          wholeOf(body, 'revision'),
        );
      },
    },
    {
      method: 'delete',
      path: '/config/draft/documents/:kind/:id',
      needs,
      handle: (call) => releases.removeDraftDocument(...documentOf(call), revisionOf(call)),
    },
    {
      method: 'delete',
      path: '/config/draft',
      needs,
      handle: (call) => releases.resetDraft(wholeParameter(call.query, 'revision')),
    },
    {
      method: 'post',
      path: '/config/draft/rebase',
      needs,
      handle: (call) => {
        const body = objectBody(call.body, ['revision', 'keep']);
        const keep = textOf(body, 'keep');
        if (keep !== 'draft' && keep !== 'live')
          throw new TenonError('invalid-input', 'keep must be draft or live');
        return releases.rebaseDraft(wholeOf(body, 'revision'), keep);
      },
    },
    {
      method: 'post',
      path: '/config/plan',
      needs,
      handle: (call) => {
        const body = objectBody(call.body ?? {}, ['documents', ...adjustmentParts]);
        return releases.plan(documentsIn(body), adjustmentsIn(body));
      },
    },
    {
      method: 'post',
      path: '/config/publish',
      needs,
      handle: (call) => {
        const body = objectBody(call.body, ['note', 'base', 'documents', ...adjustmentParts]);
        const documents = documentsIn(body);
        return releases.publish({
          base: wholeOf(body, 'base'),
          note: optionalText(body, 'note') ?? '',
          by: by(call),
          adjustments: adjustmentsIn(body),
          ...(documents && { documents }),
        });
      },
    },
    {
      method: 'get',
      path: '/config/releases',
      needs,
      handle: async () => ({ items: await releases.history() }),
    },
    {
      method: 'get',
      path: '/config/conversions',
      needs,
      handle: async () => ({ items: await releases.conversions() }),
    },
    {
      method: 'post',
      path: '/config/conversions/:id/cancel',
      needs,
      handle: (call) => releases.cancelConversion(call.params.id ?? ''),
    },
    {
      method: 'get',
      path: '/config/releases/:number/documents',
      needs,
      handle: (call) => releases.documentsOf(numberOf(call)),
    },
    {
      method: 'get',
      path: '/config/releases/:number/changes',
      needs,
      handle: (call) => releases.changesOf(numberOf(call)),
    },
    {
      method: 'post',
      path: '/config/releases/:number/rollback',
      needs,
      handle: (call) =>
        releases.rollback(
          numberOf(call),
          by(call),
          optionalText(objectBody(call.body ?? {}, ['note']), 'note'),
        ),
    },
    {
      method: 'get',
      path: '/config/schemas',
      needs,
      handle: async () => ({
        ...schemas,
        ...Object.fromEntries(registry.documentKinds.all().map(({ id, schema }) => [id, schema])),
      }),
    },
    {
      method: 'get',
      path: '/config/catalogue',
      needs,
      handle: async () => ({
        kinds: documentKinds.map(({ kind }) => kind),
        fieldTypes: registry.fieldTypes
          .all()
          .map(({ id, label, description, icon, optionsSchema, operators }) => ({
            id,
            label,
            description,
            icon,
            optionsSchema,
            operators,
          })),
        operators: registry.rules.operators.map(({ id, label }) => ({ id, label })),
        viewTypes: registry.viewTypes
          .all()
          .map(({ id, label, icon, optionsSchema }) => ({ id, label, icon, optionsSchema })),
        tileTypes: registry.tileTypes.all().map(({ id, label, icon, optionsSchema, report, size }) => ({
          id,
          label,
          icon,
          optionsSchema,
          report,
          size,
        })),
        strategies: registry.assignmentStrategies
          .all()
          .map(({ id, label, description }) => ({ id, label, description })),
      }),
    },
    {
      method: 'get',
      path: '/config/export',
      needs,
      handle: async () => ({
        files: [...(await releases.export())].map(([path, content]) => ({ path, content })),
      }),
    },
  ];
}

const adjustmentParts = ['accept', 'values', 'renames'];

function adjustmentsIn(body: Body): AdjustmentsBody {
  const part = (name: string) => (body[name] === undefined ? {} : objectIn(body, name));
  const texts = (of: Body) => {
    const entries = Object.keys(of).map((name) => [name, optionalText(of, name) ?? ''] as const);
    return Object.fromEntries(entries);
  };
  const values = part('values');
  return {
    ...(body.accept !== undefined && { accept: textsOf(body, 'accept') }),
    values: Object.fromEntries(Object.keys(values).map((name) => [name, texts(objectIn(values, name))])),
    renames: texts(part('renames')),
  };
}

function documentsIn(body: Body): readonly string[] | undefined {
  return body.documents === undefined ? undefined : textsOf(body, 'documents', 5_000);
}

function numberOf(call: SignedInCall): number {
  const text = call.params.number ?? '';
  if (!/^\d{1,9}$/.test(text)) throw new TenonError('not-found', `There is no release ${text}`);
  return Number(text);
}

function revisionOf(call: SignedInCall): number {
  const revision = wholeParameter(call.query, 'revision');
  if (revision === undefined)
    throw new TenonError('invalid-input', 'Give the revision of the draft', {
      errors: [{ pointer: 'revision', code: 'missing', message: 'is required' }],
    });
  return revision;
}
