import path from "node:path";

/**
 * A project of vitest.config.ts.
 *
 * @param {string} results
 * @param {string} project
 * @returns {import("./test-run.mjs").Suite}
 */
export function vitestSuite(results, project) {
  const report = path.join(results, `vitest-${project}.json`);
  return {
    script: "node_modules/vitest/vitest.mjs",
    args: ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    report,
    count({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
      // A file that could not be loaded has no tests, and fails all the same.
      const broken = testResults.filter(
        (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
          file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
      );
      return {
        passed: numPassedTests,
        failed: numFailedTests + broken.length,
        skipped: numPendingTests + numTodoTests,
      };
    },
  };
}

/**
 * @param {string} results
 * @returns {import("./test-run.mjs").Suite}
 */
export function playwrightSuite(results) {
  const report = path.join(results, "playwright.json");
  return {
    script: "node_modules/@playwright/test/cli.js",
    args: ["test", "--output", path.join(results, "journeys"), "--reporter=list,json", "--pass-with-no-tests"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
    count: ({ stats: { expected, unexpected, flaky, skipped }, errors }) => ({
      passed: expected,
      failed: unexpected + flaky + errors.length,
      skipped,
    }),
  };
}
