import { readdirSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";

// It is written for bundlers: Node takes no JSON that is imported without saying so.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
});
const { validate } = await import("@actions/languageservice");
hooks.deregister();

const folder = ".github/workflows";
const files = readdirSync(folder).toSorted();
const text = (file: string) => readFileSync(`${folder}/${file}`, "utf8");

let asked = 0;

/** What GitHub's own checker has against a workflow. It remembers a document by its name, so each has its own. */
async function faultsOf(file: string, content: string): Promise<string[]> {
  const document = TextDocument.create(`file:///${folder}/${++asked}/${file}`, "yaml", 1, content);
  return (await validate(document)).map((fault) => JSON.stringify([fault.range.start, fault.message]));
}

test.each(files)("GitHub's own checker has nothing against %s", async (file) => {
  expect(await faultsOf(file, text(file))).toEqual([]);
});

test.each([
  ["a key that is none", "timeout-minutes", "timeout-minuts"],
  ["a time that is none", "3-58/5 * * * *", "3-58/x * * * *"],
  ["an unknown context", "vars.APP_URL != ''", "vras.APP_URL != ''"],
  ["a right that is none", "permissions: {}", "permissions: { contents: all }"],
])("it would notice %s", async (_name, right, wrong) => {
  const file = "status-check.yml";
  expect(text(file)).toContain(right);
  expect(await faultsOf(file, text(file).replace(right, wrong))).not.toEqual([]);
});

test.each(files)("every action of %s is pinned to a commit, with its version beside it", (file) => {
  const uses = text(file).match(/uses: .*/g) ?? [];
  for (const each of uses) expect(each).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
