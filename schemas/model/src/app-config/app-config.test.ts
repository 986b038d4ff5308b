import { describe, expect, it } from '@jest/globals';
import {
  type Edits,
  exampleDocuments,
  examplesWith,
  testRegistry,
} from '../../../../tests/support/configuration.ts';
import { compile } from '../compile.ts';
import { accessOf } from '../permissions/access-of.ts';
import { systemAccess } from '../permissions/system-access.ts';
import { appConfigFor } from './app-config.ts';

const configFor = (roles: readonly string[], ...edits: Edits) => {
  const { model, problems } = compile(examplesWith(...edits), testRegistry);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return appConfigFor(model, accessOf(model, roles), 7, roles);
};

describe('appConfigFor', () => {
  it('[CF1] is JSON and says the release', () => {
    const { model } = compile(exampleDocuments(), testRegistry);
    const config = appConfigFor(model, systemAccess(model), 7);
    expect(config.release).toBe(7);
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });

  it('[CF2] entities that the viewer cannot read are nowhere in it', () => {
    const config = configFor(['agent']);
    expect(Object.keys(config.entities)).toEqual(['user', 'customer', 'order']);
    expect(Object.values(config.views).map(({ entity }) => entity)).not.toContain('team');
    expect(config.entities.customer?.actions).toEqual(['read', 'update']);
  });

  it('[CF3] a hidden field is nowhere in it, whatever shows it', () => {
    const grant = {
      entity: 'customer',
      actions: ['read', 'update'],
      fields: { hidden: ['last_contact', 'newsletter'] },
    };
    const orders = { entity: 'order', actions: ['read'], fields: { hidden: ['amount'] } };
    const text = JSON.stringify(
      configFor(['agent'], ['role/agent', '/grants/0', grant], ['role/agent', '/grants/1', orders]),
    );
    expect(text).not.toContain('last_contact');
    expect(text).not.toContain('newsletter');
    expect(text).not.toContain('"amount"');
    expect(text).not.toContain('revenue_by_month');
    expect(text).toContain('paid_on');
  });

  it('an entity says whose values follow from its records, as far as the viewer may see them', () => {
    const spent = {
      id: 'spent',
      type: 'rollup',
      options: { relation: 'orders', aggregate: 'sum', value: { var: 'amount' } },
    };
    const share = {
      id: 'share',
      type: 'formula',
      options: { result: { type: 'decimal' }, expression: { var: 'customer.spent' } },
    };
    const edits: Edits = [
      ['entity/customer', '/fields/-', spent],
      ['entity/order', '/fields/-', share],
    ];
    const follow = (...more: Edits) => {
      const { entities } = configFor(['agent'], ...edits, ...more);
      return [entities.order?.followedBy, entities.customer?.followedBy, entities.user?.followedBy];
    };
    expect(follow()).toEqual([['customer'], ['order'], []]);
    const grant = { entity: 'order', actions: ['read'], fields: { hidden: ['share'] } };
    expect(follow(['role/agent', '/grants/1', grant])).toEqual([['customer'], [], []]);
  });

  it('[CF4] a path is hidden when any step is', () => {
    const grant = { entity: 'user', actions: ['read'], fields: { hidden: ['name'] } };
    const config = configFor(['agent'], ['role/agent', '/grants/2', grant]);
    expect(config.views.customers?.columns.map(({ path }) => path)).toEqual([
      'name',
      'region',
      'last_contact',
    ]);
    expect(config.entities.user?.titleField).toBe('id');
  });

  it('[CF5] what the viewer cannot write is read-only, and not in the schema of a form', () => {
    const form = configFor(['agent']).forms.customer;
    expect(form?.sections[1]?.fields.map(({ field }) => field)).toEqual(['newsletter', 'last_contact']);
    expect(Object.keys(form?.schema.properties as object)).toEqual(['name', 'email', 'region', 'newsletter']);
    expect(form?.schema.required).toEqual(['name']);
    const fields = configFor(['agent']).entities.customer?.fields;
    const readOnly = fields?.filter(({ system, readOnly }) => readOnly && !system).map(({ id }) => id);
    expect(readOnly).toEqual(['last_contact', 'orders']);
  });

  it('[CF6] every entity has a list; forms only for those who may use them', () => {
    const agent = configFor(['agent']).entities;
    expect(agent.customer).toMatchObject({
      defaultView: 'customers',
      createForm: null,
      editForm: 'customer',
    });
    expect(agent.order).toMatchObject({ defaultView: '$order', createForm: null, editForm: null });
    const manager = configFor(['manager']);
    expect(manager.entities.order).toMatchObject({ createForm: '$order', editForm: '$order' });
    for (const { defaultView, createForm, editForm } of Object.values(manager.entities)) {
      expect(manager.views).toHaveProperty([defaultView ?? '']);
      expect(manager.forms).toHaveProperty([createForm ?? '']);
      expect(manager.forms).toHaveProperty([editForm ?? '']);
    }
  });

  it('[CF7] navigation leads only where the viewer can go', () => {
    expect(configFor(['agent']).app.items.map(({ id }) => id)).toEqual(['customers', 'orders', 'overview']);
    const orders = { entity: 'order', actions: ['read'], fields: { hidden: ['amount'] } };
    const config = configFor(['agent'], ['role/agent', '/grants/1', orders]);
    expect(config.app.items.map(({ id }) => id)).toEqual(['customers', 'orders']);
    expect(config.app.homeDashboards).toEqual([]);
  });

  it('[CF8] without an app of their own the viewer has a list of the entities', () => {
    const config = configFor(['manager'], ['app/shop', '/roles', ['agent']]);
    expect(config.app.items.map(({ target }) => target.id)).toEqual(['contract', 'customer', 'order']);
  });

  it('[CF9] a condition over a field that the viewer may not see is not given away', () => {
    const grant = { entity: 'customer', actions: ['read', 'update'], fields: { hidden: ['email'] } };
    const config = configFor(['agent'], ['role/agent', '/grants/0', grant]);
    expect(config.forms.customer?.sections[1]).not.toHaveProperty('visible');
    expect(configFor(['agent']).forms.customer?.sections[1]).toHaveProperty('visible');
  });

  it('[CF10] a view whose condition rests on a hidden field is left out', () => {
    const where = { '==': [{ var: 'newsletter' }, true] };
    const grant = { entity: 'customer', actions: ['read'], fields: { hidden: ['newsletter'] } };
    const edit = ['view/customers', '/where', where] as const;
    expect(configFor(['agent'], edit).views.customers?.where).toEqual(where);
    const config = configFor(['agent'], edit, ['role/agent', '/grants/0', grant]);
    expect(Object.keys(config.views)).not.toContain('customers');
    expect(config.entities.customer?.defaultView).toBe('my_customers');
    expect(config.app.items.map(({ id }) => id)).toEqual(['orders', 'overview']);
  });

  it('[CF6] an entity of which nothing else may be seen is a list of ids', () => {
    const hidden = ['number', 'customer', 'amount', 'paid_on'];
    const orders = { entity: 'order', actions: ['read'], fields: { hidden } };
    const view = configFor(['agent'], ['role/agent', '/grants/1', orders]).views.$order;
    expect(view?.columns.map(({ path }) => path)).toEqual(['id']);
  });
});
