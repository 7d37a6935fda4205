import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed, root } from "@/scripts/stack/processes";

const film = `{ model: "m", prompt: "A fox", seconds: 4, size: "1280x720" }`;

/** What a kind may ask for. */
const right = [
  `{ provider: "astria", body: { type: "tune", name: "woman" }, files: ["a/1.jpg"] }`,
  `{ provider: "openai", body: { type: "answer", model: "m", prompt: "Why?" } }`,
  `{ provider: "openai-batches", body: { model: "m" }, pictures: { from: 0, to: 1, isInline: false } }`,
  `{ provider: "fal", body: ${film} }`,
  `{ provider: "fal" as "fal" | "openai-videos", body: ${film} }`,
];

/** And what it may not. */
const wrong = [
  `{ provider: "astria", body: { type: "song", name: "woman" } }`,
  `{ provider: "astria", body: { type: "tune", naem: "woman" } }`,
  `{ provider: "openai", body: { type: "answer", prompt: "Why?" } }`,
  `{ provider: "openai", body: ${film} }`,
  `{ provider: "fal", body: { ...${film}, seconds: "4" } }`,
  `{ provider: "fal" as "fal" | "openai", body: ${film} }`,
  `{ provider: "openai-batches", body: { model: "m", prompt: "Why?" } }`,
  `{ provider: "openai-batches", body: { model: "m" }, pictures: { from: 0, to: 1 } }`,
  `{ provider: "nobody", body: ${film} }`,
];

/** Which of these requests the compiler refuses, with the project's own settings. */
function refusedOf(requests: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-requests-"));
  try {
    const head = `import type { StartRequest } from "@/lib/providers/registry";`;
    const lines = requests.map((request, index) => `export const x${index}: StartRequest = ${request};`);
    writeFileSync(join(folder, "requests.ts"), [head, ...lines].join("\n"));
    const compilerOptions = {
      incremental: false,
      paths: { "@/*": [`${root}/*`] },
      typeRoots: [join(root, "node_modules/@types")],
    };
    const config = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["requests.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const flags = [installed("typescript/bin/tsc"), "--project", folder, "--pretty", "false"];
    const { stdout } = spawnSync(process.execPath, flags, { cwd: folder, encoding: "utf8" });
    const errors = [...stdout.matchAll(/^(\S+)\((\d+),\d+\): error .*$/gm)];
    return errors.map(([error, file, line]) => {
      const request = file === "requests.ts" ? requests[Number(line) - 2] : undefined;
      if (request === undefined) throw new Error(error);
      return request;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const refused = refusedOf([...right, ...wrong]);

test.each(right)("a kind may ask for %s", (request) => {
  expect(refused).not.toContain(request);
});

test.each(wrong)("a kind that asks for %s does not compile", (request) => {
  expect(refused).toContain(request);
});
