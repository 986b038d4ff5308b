import config from './jest.config.mjs';

const [node] = config.projects;

/** The browser journeys: one after the other, each with a server and a browser of its own. */
export default {
  ...config,
  projects: [
    {
      ...node,
      displayName: 'journeys',
      testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/'],
    },
  ],
  maxWorkers: 1,
  testTimeout: 180_000,
};
