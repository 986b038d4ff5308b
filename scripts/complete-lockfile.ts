/**
 * Adds to package-lock.json the packages of other platforms that the registry at hand does not carry. npm leaves such
 * optional packages out, and `npm ci` then calls the lockfile incomplete. With --check it only says what is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';

interface Locked {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  link?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const systems: Readonly<Record<string, string>> = { windows: 'win32' };
const knownSystems = /\b(android|darwin|freebsd|linux|openharmony|win32|windows)\b/;
const knownProcessors = /\b(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|wasm32|x64)\b/;

const file = join(import.meta.dirname, '../package-lock.json');
const lockfile = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> };
const { packages } = lockfile;

const added: string[] = [];
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (isLocked(path, name)) continue;
    const version = range.replace(/^[\^~]/, '');
    const { os, cpu, libc } = platformOf(name);
    // In npm's own order of keys, so that its next write changes nothing.
    packages[`node_modules/${name}`] = {
      version,
      cpu,
      ...(dev ? { dev } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      ...(os ? { os } : {}),
    };
    added.push(`${name}@${version}`);
  }
}

console.log(
  added.length === 0 ? 'The lockfile is complete.' : `Missing in the lockfile: ${added.join(', ')}`,
);
if (process.argv.includes('--check')) {
  process.exitCode = added.length === 0 ? 0 : 1;
} else if (added.length > 0) {
  const ordered = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(ordered) }, null, 2)}\n`);
}

/** Node's look-up: beside the package that asks, then in every folder above it. */
function isLocked(from: string, name: string): boolean {
  if (packages[posix.join(from, 'node_modules', name)]) return true;
  if (from === '') return false;
  const above = from.lastIndexOf('node_modules/');
  return isLocked(above <= 0 ? '' : from.slice(0, above - 1), name);
}

/** Such packages say in their name where they run; npm skips them elsewhere by these fields. */
function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> {
  const system = knownSystems.exec(name)?.[1];
  const processor = knownProcessors.exec(name.replace(/arm-(gnu|musl)?eabi(hf)?/, 'arm'))?.[1];
  if (!processor || (!system && processor !== 'wasm32')) {
    throw new Error(`Cannot tell from its name where ${name} runs; lock it by hand`);
  }
  return {
    ...(system ? { os: [systems[system] ?? system] } : {}),
    cpu: [processor],
    ...(/-musl/.test(name) ? { libc: ['musl'] } : /-gnu\b/.test(name) ? { libc: ['glibc'] } : {}),
  };
}
