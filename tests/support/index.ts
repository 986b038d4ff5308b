export { launchBrowser } from './browser.ts';
export { createTestDatabase, type TestDatabase, type TestTemplate } from './postgres.ts';
