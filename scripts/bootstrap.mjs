#!/usr/bin/env node
/**
 * What stands before every command: installs what is missing, builds what is stale, and goes on with the Node that
 * the project pins. Itself it runs on any Node from 18 on, before anything is installed: no dependencies, no types.
 *
 *   node scripts/bootstrap.mjs <start | test | jest | e2e | tenon | bench | build> [arguments]
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const installedMark = join(root, 'node_modules/.tenon-installed');

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

const journeys = [...jest, '--config', 'jest.e2e.config.mjs'];

/** What each target builds first and then runs on the pinned Node. */
const targets = {
  start: { build: true, run: ['server/src/cli/main.ts', 'start'], cwd: root },
  test: { build: false, run: jest, after: 'e2e', cwd: root },
  jest: { build: false, run: jest, cwd: root },
  e2e: { build: true, run: journeys, needs: findBrowser, cwd: root },
  // A command line works with the files of the folder that it is called in.
  tenon: {
    build: false,
    run: [join(root, 'server/src/cli/main.ts')],
    cwd: process.env.INIT_CWD ?? process.cwd(),
  },
  bench: { build: false, run: ['tests/bench/main.ts'], cwd: root },
  build: { build: true },
};

/** The web apps, and all that their bundles are made of. */
const apps = [
  { name: 'the operators’ app', folder: 'runtime', inputs: ['schemas', 'plugins', 'runtime'] },
  { name: 'the studio', folder: 'studio', inputs: ['schemas', 'plugins', 'runtime', 'studio'] },
];

let child;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    // In a terminal Ctrl-C reaches the child by itself; a signal to us alone has to be passed on.
    if (!process.stdin.isTTY || signal !== 'SIGINT') child?.kill(signal);
  });
}

const [name, ...args] = process.argv.slice(2);
try {
  const target = Object.hasOwn(targets, name ?? '') ? targets[name] : undefined;
  if (!target) throw new Error(`Say what to run: ${Object.keys(targets).join(', ')}`);
  await install();
  process.exitCode = await runTarget(target, args);
  // A choice of tests that was asked for by name is all that is wanted.
  if (target.after && args.length === 0 && !stopping) {
    const next = targets[target.after];
    if (next.needs()) process.exitCode = (await runTarget(next, [])) || process.exitCode;
    else
      console.log('The browser journeys were left out: there is no Chromium here (CHROMIUM can name one).');
  }
} catch (error) {
  console.error(stopping ? 'Stopped.' : `\n${error.message}`);
  process.exitCode = 1;
}

async function runTarget(target, argumentList) {
  if (target.build) await build();
  return target.run ? run(pinnedNode(), [...target.run, ...argumentList], target.cwd) : 0;
}

function findBrowser() {
  return existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium') && existsSync(join(root, 'tests/e2e'));
}

/** Installs when nothing is installed yet or the lockfile is another one since. */
async function install() {
  const lockfile = readFileSync(join(root, 'package-lock.json'));
  const mark = createHash('sha256').update(lockfile).digest('hex');
  if (existsSync(pinnedNode()) && readIfThere(installedMark) === mark) return;
  if (existsSync(pinnedNode()) && npmKnowsLockfile()) {
    writeFileSync(installedMark, mark);
    return;
  }
  console.log('Installing what Tenon is made of (the first time this takes a few minutes) …');
  rmSync(installedMark, { force: true });
  const code = await run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    throw new Error(
      'The installation failed; what npm said stands above. Is the package registry reachable?',
    );
  }
  if (!existsSync(pinnedNode())) {
    throw new Error(
      'The installation left out Node itself: does npm’s configuration switch off install scripts?',
    );
  }
  writeFileSync(installedMark, mark);
}

/** Whether somebody ran npm by hand after the lockfile last changed: npm notes what it installed. */
function npmKnowsLockfile() {
  const noted = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(noted)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(noted, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, link, peer }]) => {
    if (!path.startsWith('node_modules/') || optional || link || peer) return true;
    return present[path]?.version === version;
  });
}

/** Builds each web app whose inputs are not those of its last build. */
async function build() {
  for (const app of apps) {
    if (!existsSync(join(root, app.folder, 'vite.config.ts'))) continue;
    const mark = join(root, app.folder, 'dist/.built-from');
    const inputs = hashOf([...app.inputs, 'package-lock.json']);
    if (readIfThere(mark) === inputs) continue;
    console.log(`Building ${app.name} …`);
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const code = await run(pinnedNode(), [vite, 'build', '--logLevel', 'warn'], join(root, app.folder));
    if (code !== 0) throw new Error(`${app.name} could not be built; what vite said stands above.`);
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, inputs);
  }
}

function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesIn(join(root, input))).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Files that can end up in a bundle: neither tests nor what others made. */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist'].includes(entry.name) || /\.test\.tsx?$/.test(entry.name)) return [];
    return filesIn(join(path, entry.name));
  });
}

function run(command, argumentList, cwd = root) {
  if (stopping) return Promise.reject(new Error('Stopped.'));
  return new Promise((resolve, reject) => {
    child = spawn(command, argumentList, {
      cwd,
      stdio: 'inherit',
      shell: windows && command.endsWith('.cmd'),
      env: {
        ...process.env,
        NX_DAEMON: 'false',
        // What Node made of our sources serves the next process: `tenon` starts a fifth sooner.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/node'),
      },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      child = undefined;
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

function pinnedNode() {
  return join(root, windows ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node');
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
