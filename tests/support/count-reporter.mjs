import { appendFileSync } from 'node:fs';

/** Ends a run with one line that a script can read; TENON_TEST_COUNTS names a file to add it to. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    // A file that does not even load has no failed test of its own.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const line = `${results.numPassedTests} passed, ${failed} failed`;
    process.stdout.write(`${line}\n`);
    if (process.env.TENON_TEST_COUNTS) appendFileSync(process.env.TENON_TEST_COUNTS, `${line}\n`);
  }
}
