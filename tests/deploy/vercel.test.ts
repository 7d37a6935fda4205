import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { VercelConfig } from "@vercel/config/v1/types";
import { documented } from "./documented";
import { runTool } from "./run-tool";

const dir = mkdtempSync(join(tmpdir(), "darkroom-vercel-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Vercel publishes its schema at openapi.vercel.sh, and on npm as the types that it makes of it. */
const types = resolve("node_modules/@vercel/config/dist/types");
const { $schema, ...committed } = JSON.parse(readFileSync("vercel.json", "utf8")) as VercelConfig & {
  $schema: string;
};

/** What the compiler has against a configuration, unknown fields included. */
async function faultsOf(config: unknown): Promise<string> {
  const file = join(dir, "config.ts");
  const text = `import type { VercelConfig } from "${types}";\nexport default ${JSON.stringify(config)} satisfies VercelConfig;\n`;
  writeFileSync(file, text);
  return (await runTool(`tsc --noEmit --ignoreConfig --strict --skipLibCheck --types '' '${file}' || true`))
    .output;
}

test("vercel.json is of Vercel's own schema", async () => {
  expect($schema).toBe("https://openapi.vercel.sh/vercel.json");
  expect(await faultsOf(committed)).toBe("");
});

test("so is what the guide would have it be on Pro", async () => {
  const blocks = documented("json");
  expect(blocks).toHaveLength(1);
  for (const block of blocks) expect(await faultsOf(JSON.parse(block))).toBe("");
});

test.each([
  ["a field that is none", { ...committed, cron: [] }],
  ["a cron without a schedule", { crons: [{ path: "/" }] }],
  ["a cron with a field that is none", { crons: [{ path: "/", schedule: "* * * * *", timezone: "UTC" }] }],
])("it would notice %s", async (_name, wrong) => {
  expect(await faultsOf(wrong)).toMatch(/error TS\d+/);
});

test("every cron calls a route of ours, once a day: Hobby deploys no other", () => {
  expect(committed.crons).not.toEqual([]);
  for (const { path, schedule } of committed.crons ?? []) {
    expect(existsSync(join("app", path, "route.ts"))).toBe(true);
    expect(schedule).toMatch(/^\d{1,2} \d{1,2} \* \* \*$/);
  }
});
