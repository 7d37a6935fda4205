// Sums the JSON reports of vitest and Playwright into one plain line, below the names of what failed; a report that is missing is a failure.
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
  if (!report) return { passed: 0, failed: 1, names: ["no report of vitest"] };
  const names = report.testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === "failed");
    if (status === "failed" && failed.length === 0) return [`${file}: ${message}`];
    return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}\n    ${failureMessages[0]}`);
  });
  // A file that does not even load fails without a failed test in it.
  const failed = report.numFailedTests || (report.success ? 0 : 1);
  return { passed: report.numPassedTests, failed, names };
}

function ofPlaywright(report) {
  if (!report) return { passed: 0, failed: 1, names: ["no report of Playwright"] };
  const { expected, flaky, unexpected } = report.stats;
  const failed = unexpected || (report.errors.length > 0 ? 1 : 0);
  return { passed: expected + flaky, failed, names: report.suites.flatMap(failedIn) };
}

function failedIn({ specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `${file}:${line}: ${title}`);
  return [...failed, ...suites.flatMap(failedIn)];
}

const totals = [ofVitest(read(vitestFile)), ofPlaywright(read(playwrightFile))];
const passed = totals.reduce((sum, each) => sum + each.passed, 0);
const failed = totals.reduce((sum, each) => sum + each.failed, 0);
for (const name of totals.flatMap(({ names }) => names)) process.stdout.write(`failed: ${name}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
