/** The tables of each fixture company, as the SQL that makes them. `UPDATE=1` writes the files anew. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsServer } from '@tenon/core-fields/server';
import { coreStrategies } from '@tenon/core-strategies';
import { coreTiles } from '@tenon/core-tiles';
import { coreViews } from '@tenon/core-views';
import { compile } from '@tenon/model';
import { createRegistry } from '@tenon/plugin-api';
import { desire } from '../../server/src/tables/desire.ts';
import { diff } from '../../server/src/tables/diff.ts';
import { physicalOf } from '../../server/src/tables/physical.ts';
import { render } from '../../server/src/tables/render.ts';

const apps = join(import.meta.dirname, '../fixtures/apps');
const registry = createRegistry(
  [coreRules, coreFields, coreStrategies, coreTiles, coreViews],
  [coreFieldsServer],
);

function documentsOf(app: string): unknown[] {
  const paths = readdirSync(join(apps, app), { recursive: true, encoding: 'utf8' });
  // Where documents lie one folder down; import mappings and the like are no documents.
  const files = paths.filter((path) => /^[a-z-]+\/[a-z0-9-]+\.json$/.test(path)).sort();
  return files
    .map((path) => JSON.parse(readFileSync(join(apps, app, path), 'utf8')))
    .filter((value) => typeof value.kind === 'string');
}

function statementsOf(app: string): string {
  const { model, problems } = compile(documentsOf(app), registry);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const tables = desire(model, physicalOf(model, registry), { release: 1, generations: new Map() });
  const { changes } = diff(tables, new Map(), 1);
  const statements = changes.flatMap((change) => render(change)).map((statement) => statement.compile().text);
  return `${statements.map((text) => `${laidOut(text)};`).join('\n')}\n`;
}

/** A column a line, so that a change shows as a change of its lines. */
function laidOut(text: string): string {
  const table = /^(create table [^(]+\()(.*)\)$/.exec(text);
  if (!table) return text;
  const [, head = '', body = ''] = table;
  return `${head}\n  ${body.replaceAll(/, (?=")/g, ',\n  ').replace(', primary key', ',\n  primary key')}\n)`;
}

describe('[TB1] the tables of', () => {
  it.each(readdirSync(apps))('%s are those of the golden file', (app) => {
    const file = join(import.meta.dirname, '../golden', `${app}.sql`);
    const statements = statementsOf(app);
    if (process.env.UPDATE) writeFileSync(file, statements);
    expect(existsSync(file)).toBe(true);
    expect(statements).toBe(readFileSync(file, 'utf8'));
  });
});
