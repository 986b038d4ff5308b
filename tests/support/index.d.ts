export { dump, settledDump, writesSoFar } from './dump.ts';
export * from './instance.ts';
export { createTestDatabase, type TestDatabase, type TestTemplate } from './postgres.ts';
export { type Running, startServer, startTenon, tenon } from './process.ts';
export { leaks, placesOf } from './refusal.ts';
