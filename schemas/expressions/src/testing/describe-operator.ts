import { describe, expect, it } from '@jest/globals';
import type { Language } from '../language.ts';
import type { Expected } from '../parse.ts';
import type { Expression, Moment, Operator, Row } from '../types.ts';
import { sampleScope, type World, worldContext } from './world.ts';

/** What an operator is to do, as data: run in memory here, and on Postgres by the differential test. */
export interface OperatorFixtures {
  readonly operator: string;
  readonly cases: readonly FixtureCase[];
}

export interface FixtureCase {
  readonly name: string;
  /** About a customer of the sample company, seen by a user. */
  readonly expression: Expression;
  readonly expected?: Expected;
  /** Default: noon of 21 November 2026, UTC. */
  readonly moment?: Moment;
  readonly viewer?: Row;
  /** Customers with what is related to them, and the result for each. */
  readonly rows?: readonly FixtureRow[];
  /** Instead of results: what `parse` finds. */
  readonly problems?: readonly { readonly code: string; readonly pointer: string; readonly hint?: string }[];
}

export interface FixtureRow {
  readonly row?: Row;
  readonly orders?: readonly Row[];
  readonly owner?: Row;
  readonly segment?: string;
  readonly gives: unknown;
}

const noon: Moment = { now: '2026-11-21T12:00:00Z', timeZone: 'UTC' };

export function momentOf(fixture: FixtureCase): Moment {
  return fixture.moment ?? noon;
}

/** The rows of a case as a world; customers come in the order of its rows. */
export function fixtureWorld({ rows = [], viewer }: FixtureCase): World {
  const customer: Row[] = [];
  const order: Row[] = [];
  const user: Row[] = [];
  const segments: { [customer: string]: string } = {};
  rows.forEach((fixture, index) => {
    const id = uuid('c', index);
    const owner = fixture.owner && { id: uuid('d', index), ...fixture.owner };
    if (owner) user.push(owner);
    customer.push({ id, owner: owner?.id ?? null, ...fixture.row });
    for (const row of fixture.orders ?? []) order.push({ id: uuid('e', order.length), customer: id, ...row });
    if (fixture.segment !== undefined) segments[id] = fixture.segment;
  });
  const viewing = { id: uuid('f', 0), ...viewer };
  return { customer, order, user: [...user, viewing], viewer: viewing, segments };
}

function uuid(group: string, index: number): string {
  return `00000000-0000-7000-8000-${group}${String(index).padStart(11, '0')}`;
}

/** One test for each case of an operator's fixtures, in memory. */
export function describeOperator(operator: Operator, language: Language, fixtures: OperatorFixtures): void {
  describe(`operator ${operator.id}`, () => {
    it('has labels in both languages', () => {
      expect(operator.label.en).not.toBe('');
      expect(operator.label['zh-CN']).not.toBe('');
      expect(fixtures.operator).toBe(operator.id);
    });
    for (const fixture of fixtures.cases) {
      it(fixture.name, () => {
        const { expression, problems } = language.parse(fixture.expression, sampleScope, fixture.expected);
        expect(problems).toEqual((fixture.problems ?? []).map((problem) => expect.objectContaining(problem)));
        if (!expression) return;
        const world = fixtureWorld(fixture);
        const contextOf = worldContext(world, momentOf(fixture));
        const results = world.customer.map((row) => language.evaluate(expression, contextOf(row)));
        expect(results).toEqual((fixture.rows ?? []).map(({ gives }) => gives));
      });
    }
  });
}
