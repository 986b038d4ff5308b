export * from './instance.ts';
export { createTestDatabase, type TestDatabase, type TestTemplate } from './postgres.ts';
