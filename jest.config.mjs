const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
  },
];

const shared = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': swc(false), '\\.tsx$': swc(true) },
  modulePathIgnorePatterns: ['<rootDir>/data/', '<rootDir>/.*/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '/tests/e2e/'],
};

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: '<rootDir>/tests/support/browser-environment.mjs',
      testMatch: ['**/*.test.tsx'],
    },
  ],
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  // Tests wait for Postgres more than they compute: as many workers as cores, where jest would leave one idle.
  maxWorkers: '100%',
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/tests/support/count-reporter.mjs'],
};
