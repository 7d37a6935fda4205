// Sums the JSON reports of vitest and Playwright into one plain line; a report that is missing is a failure.
import { readFileSync } from "node:fs";

const [vitestFile, playwrightFile] = process.argv.slice(2);

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function ofVitest(report) {
  if (!report) return { passed: 0, failed: 1 };
  // A file that does not even load fails without a failed test in it.
  const failed = report.numFailedTests || (report.success ? 0 : 1);
  return { passed: report.numPassedTests, failed };
}

function ofPlaywright(report) {
  if (!report) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = report.stats;
  return { passed: expected + flaky, failed: unexpected || (report.errors.length > 0 ? 1 : 0) };
}

const totals = [ofVitest(read(vitestFile)), ofPlaywright(read(playwrightFile))];
const passed = totals.reduce((sum, each) => sum + each.passed, 0);
const failed = totals.reduce((sum, each) => sum + each.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
