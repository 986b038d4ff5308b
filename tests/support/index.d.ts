export { createTestDatabase, type TestDatabase, type TestTemplate } from './postgres.ts';
