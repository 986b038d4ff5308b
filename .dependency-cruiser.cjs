const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Package name → its folder. */
const folders = {
  documents: 'schemas/documents',
  expressions: 'schemas/expressions',
  model: 'schemas/model',
  'plugin-api': 'plugins/api',
  'core-fields': 'plugins/core-fields',
  'core-views': 'plugins/core-views',
  'core-tiles': 'plugins/core-tiles',
  'core-strategies': 'plugins/core-strategies',
  'example-rating': 'plugins/example-rating',
  server: 'server',
  runtime: 'runtime',
  studio: 'studio',
};

const tests = '\\.test\\.tsx?$|/testing(/|\\.tsx?$)';
const browserHalf = '/browser(/|(\\.g)?\\.ts$)|-context\\.ts$|/use-[^/]+\\.ts$';
const house = '^(schemas|plugins|server|runtime|studio|tests)/';
const pluginsAtRoot = ', and plugins at its root';

/** Rows of the table "Who may import whom" in docs/architecture.md. */
function importTable() {
  const page = readFileSync(join(__dirname, 'docs/architecture.md'), 'utf8');
  const [, table] = /## Who may import whom\s+```\n([\s\S]*?)```/.exec(page) ?? [];
  if (!table) throw new Error('docs/architecture.md has no table "Who may import whom"');
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name, right] = line.split('→').map((side) => side.trim());
      const plugins = right.endsWith(pluginsAtRoot);
      const doors = right
        .replace(pluginsAtRoot, '')
        .split(', ')
        .filter((door) => door !== 'nothing');
      return { name, doors, plugins };
    });
}

function wallsOf({ name, doors, plugins }) {
  const folder = folders[name];
  if (!folder)
    throw new Error(`The import table names '${name}', which has no folder in .dependency-cruiser.cjs`);
  const allowed = [`^${folder}/`, ...doors.map(pathOfDoor)];
  const wall = (suffix, from, more) => ({
    name: `${name}-imports${suffix}`,
    comment: 'See "Who may import whom" in docs/architecture.md.',
    severity: 'error',
    from,
    to: { path: house, pathNot: [...allowed, ...more] },
  });
  const root = `^${folder}/src/(main|plugins)\\.tsx?$`;
  if (!plugins) return [wall('', { path: `^${folder}/`, pathNot: tests }, [])];
  return [
    wall('', { path: `^${folder}/`, pathNot: [tests, root] }, []),
    wall('-at-root', { path: root }, ['^plugins/']),
  ];
}

function pathOfDoor(door) {
  const [name, subpath] = door.split('/');
  if (!folders[name]) throw new Error(`The import table names '${door}', which has no folder`);
  // A door of components brings its stylesheet: `runtime/preview` and `runtime/preview.css`.
  return subpath
    ? `^${folders[name]}/src/${subpath}((/index)?\\.tsx?|/${subpath}\\.css)$`
    : `^${folders[name]}/`;
}

const webLibraries = 'node_modules/(react|react-dom|antd|@ant-design|@rjsf|echarts|react-grid-layout)/';

module.exports = {
  forbidden: [
    ...importTable()
      .filter(({ name }) => name !== 'tests')
      .flatMap(wallsOf),
    {
      name: 'by-name-only',
      comment: 'Packages meet through their exports, never by a path into the neighbour.',
      severity: 'error',
      from: { path: '^(schemas/[^/]+|plugins/[^/]+|server|runtime|studio)/', pathNot: tests },
      to: { path: house, pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'schemas-are-pure',
      severity: 'error',
      from: { path: '^schemas/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'schemas-know-no-library-of-a-side',
      severity: 'error',
      from: { path: '^schemas/[^/]+/src/', pathNot: tests },
      to: { path: [webLibraries, 'node_modules/(knex|pg)/'] },
    },
    {
      name: 'plugin-api-sees-types-only',
      severity: 'error',
      from: { path: '^plugins/api/', pathNot: [tests, browserHalf] },
      to: { path: [webLibraries, 'node_modules/(knex|pg)/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'browser-half-alone-has-react',
      severity: 'error',
      from: { path: '^plugins/[^/]+/src/.*\\.ts$', pathNot: [tests, browserHalf, '^plugins/api/'] },
      to: { path: [webLibraries, '\\.tsx$'] },
    },
    {
      name: 'server-half-alone-has-knex',
      severity: 'error',
      from: { path: '^plugins/', pathNot: [tests, '/server(/|\\.ts$)', '^plugins/api/'] },
      to: { path: 'node_modules/(knex|pg)/' },
    },
    {
      name: 'express-in-http-alone',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [tests, '^server/src/(http/|app\\.ts$)'] },
      to: { path: 'node_modules/express/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[.](css|svg)' },
    },
    {
      name: 'only-listed-packages',
      comment: 'What is imported stands in the package.json beside it.',
      severity: 'error',
      from: { path: '^(schemas|plugins|server|runtime|studio)/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-in-source',
      severity: 'error',
      from: {
        path: '^(schemas|plugins|server|runtime|studio)/[^/]+/src/|^(server|runtime|studio)/src/',
        pathNot: tests,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm', 'npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
