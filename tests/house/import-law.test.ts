import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { installed, root } from "@/scripts/stack/processes";

/** A file in a room, and one line of code in it. */
type Line = readonly [file: string, code: string];

const bring = (file: string, ...sources: string[]): Line[] =>
  sources.map((source) => [file, `export * from "${source}";`]);

const forbidden: Line[] = [
  ...bring("lib/jobs/x.ts", "@/lib/db/claims", "../db/claims", "./../db/claims", "@/lib/env", "@/tests/x"),
  ...bring("lib/jobs/x.ts", "node:fs", "fs", "p-limit", "next/server", "react", "@supabase/ssr"),
  ["lib/jobs/x.ts", `export type { x } from "../db/claims";`],
  ["lib/jobs/x.ts", `void import("@/lib/db/claims");`],
  ["lib/jobs/x.ts", "void Date.now();"],
  ["lib/jobs/x.ts", "void Math.random();"],
  ["lib/jobs/x.ts", "void performance.now();"],
  ["lib/jobs/x.ts", `void fetch("https://example.com");`],
  ["lib/jobs/x.ts", "void crypto.randomUUID();"],
  ["lib/jobs/x.ts", "void process.env;"],
  ...bring("lib/pictures/x.ts", "@/lib/jobs/job", "../jobs/job", "node:fs", "zod", "react", "@/hooks/x"),
  ...bring("lib/kinds/x.ts", "@/lib/db/claims", "../db/claims", "@/lib/log", "@/lib/services/x", "@/tests/x"),
  ...bring("lib/providers/x.ts", "@/lib/db/claims", "../db/claims", "@/lib/kinds/registry", "@/sandbox/x"),
  ...bring("lib/providers/fal/x.ts", "@/lib/providers/astria/start", "../astria/start", "../../db/claims"),
  ...bring("lib/providers/astria/x.ts", "@/lib/providers/fal/start", "../fal/start", "@/lib/log"),
  ...bring("lib/providers/openai-shared/x.ts", "../openai/start", "@/lib/providers/openai-videos/start"),
  ...bring(
    "lib/db/x.ts",
    "@/lib/services/x",
    "../services/x",
    "@/lib/kinds/x",
    "next/headers",
    "@/scripts/x",
  ),
  ...bring("lib/services/x.ts", "next/server", "@supabase/ssr", "@/lib/http/route", "../http/route"),
  ...bring("lib/services/x.ts", "../../sandbox/x", "@/tests/x", "@/scripts/x", "node:process"),
  ...bring("lib/services/x.ts", "@/lib/render/makers", "@/lib/render/captions/cues", "../render/makers"),
  ...bring("lib/services/make-pieces.ts", "@/lib/render/story", "@/lib/http/route", "next/server"),
  ...bring(
    "lib/render/x.ts",
    "@/lib/db/claims",
    "@/lib/services/x",
    "../services/x",
    "../env",
    "next/server",
  ),
  ...bring("lib/render/captions/x.ts", "@/lib/providers/x", "../timeline", "@/sandbox/x", "node:process"),
  ...bring("lib/kinds/x.ts", "@/lib/render/makers"),
  ...bring(
    "lib/telegram/x.ts",
    "@/lib/db/claims",
    "@/lib/services/x",
    "../services/x",
    "@/lib/log",
    "node:fs",
  ),
  ...[
    "lib/services/x.ts",
    "lib/providers/x.ts",
    "lib/db/x.ts",
    "lib/http/x.ts",
    "app/api/x/route.ts",
  ].flatMap((file) => bring(file, "grammy", "grammy/types")),
  ...bring("lib/services/make-pieces.ts", "@/lib/telegram/send"),
  ...bring("lib/http/x.ts", "@/lib/telegram/send"),
  ...bring("lib/contracts/x.ts", "@/lib/db/claims", "@/lib/services/x", "../http/route"),
  ...bring("lib/http/x.ts", "@/lib/db/claims", "@/lib/providers/x", "@/lib/kinds/x", "../db/claims"),
  ...bring("lib/x.ts", "@/lib/jobs/job", "@/sandbox/x", "next/server"),
  ...["lib/jobs/x.ts", "lib/kinds/x.ts", "lib/db/x.ts", "lib/http/x.ts", "app/api/x/route.ts"].flatMap(
    (file) => bring(file, "@/lib/guarded-fetch"),
  ),
  ...bring("app/api/x/route.ts", "@/lib/db/claims", "@/lib/providers/x", "@/lib/kinds/x", "@/components/x"),
  ...bring("app/api/x/route.ts", "../../../lib/db/claims", "@/tests/x", "@/sandbox/x"),
  ...bring("app/jobs/page.tsx", "@/lib/db/session", "@/lib/providers/x", "@/lib/kinds/x", "../../lib/db/x"),
  ...bring("app/jobs/page.tsx", "@/lib/services/x", "@/lib/env", "@/sandbox/x"),
  ...bring("components/jobs/x.tsx", "@/lib/env", "../../lib/env", "@/app/x", "@/lib/http/x", "@supabase/ssr"),
  ...bring("components/jobs/x.tsx", "idb", "openai", "undici", "node:fs", "@tanstack/react-query"),
  ...bring("hooks/x.ts", "@/lib/env", "../lib/env", "@/components/x", "@/app/x", "next/navigation"),
  ...bring("hooks/x.ts", "openai", "node:fs", "@tanstack/react-virtual", "sonner"),
  ...bring("proxy.ts", "@/lib/db/session", "@/lib/services/x"),
  ["lib/services/x.ts", "void process.env.SECRET;"],
  ["lib/services/x.ts", `import { env } from "node:process";`],
  ["app/jobs/page.tsx", `import { env } from "process";`],
];

const allowed: Line[] = [
  ...bring("lib/jobs/y.ts", "zod", "./job", "@/lib/jobs/job"),
  ["lib/jobs/y.ts", "void new Date(0);"],
  ...bring("lib/kinds/y.ts", "./kind", "@/lib/jobs/job", "@/lib/providers/provider", "@/lib/env"),
  ...bring("lib/providers/y.ts", "./astria/astria", "@/lib/env", "@/lib/jobs/outcome", "p-limit"),
  ...bring("lib/providers/fal/y.ts", "./wire", "../http", "@/lib/providers/http", "@/lib/env", "node:crypto"),
  ...bring("lib/providers/openai/y.ts", "../openai-shared/client", "@/lib/same-secret"),
  ...bring("lib/db/y.ts", "./claims", "@supabase/supabase-js", "@/lib/jobs/job", "@/lib/env"),
  ...bring("lib/services/y.ts", "@/lib/db/claims", "@/lib/kinds/registry", "@/lib/providers/registry"),
  ...bring("lib/services/y.ts", "@/lib/jobs/decide", "@/lib/log", "@/lib/same-secret", "./errors"),
  ...bring("lib/services/y.ts", "node:crypto", "@/lib/guarded-fetch", "@/lib/public-address"),
  ...bring("lib/providers/y.ts", "@/lib/guarded-fetch"),
  ...bring("lib/providers/fal/y.ts", "@/lib/guarded-fetch"),
  ...bring("lib/services/y.ts", "node:crypto", "@/lib/pictures/read-anatomy"),
  ...bring("lib/services/make-pieces.ts", "@/lib/render/makers", "@/lib/db/pieces", "./make-piece"),
  ...bring("lib/render/y.ts", "./timeline", "@/lib/jobs/job", "@/lib/kinds/kind", "mediabunny", "node:fs"),
  ...bring("lib/render/captions/y.ts", "@/lib/render/timeline", "./cues", "@napi-rs/canvas"),
  ...bring("lib/telegram/y.ts", "grammy", "grammy/types", "./config", "@/lib/env", "zod"),
  ...bring("lib/services/y.ts", "@/lib/telegram/send"),
  ...bring("lib/pictures/y.ts", "./jpeg"),
  ...bring("lib/http/y.ts", "@/lib/services/x", "@/lib/db/session", "@/lib/env", "next/server", "./route"),
  ...bring("lib/http/y.ts", "@/lib/same-secret", "@/lib/db/schema-version", "@/lib/db/database-error"),
  ...bring("lib/http/y.ts", "@/lib/db/session-cookies", "react"),
  ...bring("app/api/y/route.ts", "@/lib/http/route", "@/lib/services/x", "@/lib/contracts/x", "next/server"),
  ...bring("app/jobs/y.tsx", "@/components/jobs/x", "@/lib/http/page-data", "@/hooks/x", "./actions"),
  ...bring("components/jobs/y.tsx", "@/hooks/use-job", "@/lib/jobs/job-view", "./x", "@/components/ui/x"),
  ...bring("components/library/y.tsx", "cmdk", "p-limit", "next/link", "next", "radix-ui"),
  ...bring("components/kinds/y.tsx", "./image-tags/form", "next/dynamic", "lucide-react", "react"),
  ...bring("hooks/y.ts", "swr/infinite", "idb", "p-limit"),
  ...bring("hooks/y.ts", "swr", "react", "@/lib/jobs/job-view", "@/lib/pictures/anatomy", "./api"),
  ...bring("proxy.ts", "@/lib/http/refresh-session"),
  ...bring("lib/services/y.test.ts", "@/sandbox/x", "../../tests/support/world"),
  ...bring("scripts/y.ts", "@/sandbox/x", "@/lib/db/claims"),
  ...bring("sandbox/y.ts", "../lib/env"),
];

/** Which of the lines the project's own lint configuration refuses, in a copy of the house made of them alone. */
function refusedOf(lines: readonly Line[]): string[] {
  const files = Map.groupBy(lines, ([file]) => file);
  const house = Object.fromEntries(
    [...files].map(([file, own]) => [file, own.map(([, code]) => code).join("\n")]),
  );
  return findingsIn(house, /no-restricted-(imports|properties|globals)/).map(({ filename, labels }) => {
    const line = files.get(filename)?.[(labels[0]?.span.line ?? 0) - 1];
    if (!line) throw new Error(`A finding in no line of ${filename}.`);
    return said(...line);
  });
}

/** What the project's own lint configuration finds by rules of this name, in a house made of these files alone. */
function findingsIn(files: Readonly<Record<string, string>>, rules: RegExp): Finding[] {
  const house = mkdtempSync(join(tmpdir(), "darkroom-house-"));
  try {
    cpSync(join(root, ".oxlintrc.json"), join(house, ".oxlintrc.json"));
    for (const [file, code] of Object.entries(files)) {
      mkdirSync(join(house, dirname(file)), { recursive: true });
      writeFileSync(join(house, file), code);
    }
    const flags = [installed("oxlint/bin/oxlint"), "--format=json", "--disable-nested-config"];
    const { stdout } = spawnSync(process.execPath, flags, { cwd: house, encoding: "utf8" });
    return Report.parse(JSON.parse(stdout)).diagnostics.filter(({ code }) => rules.test(code));
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

const Report = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});

type Finding = z.infer<typeof Report>["diagnostics"][number];

const said = (file: string, code: string): string => `${file}: ${code}`;
const refused = refusedOf([...forbidden, ...allowed]);

test.each(forbidden)("%s may not say: %s", (file, code) => {
  expect(refused).toContain(said(file, code));
});

test.each(allowed)("%s may say: %s", (file, code) => {
  expect(refused).not.toContain(said(file, code));
});

/** The files of a copy of the house in which the linter finds a circle. */
function circlesIn(files: Readonly<Record<string, string>>): string[] {
  const broken = findingsIn(files, /no-cycle/);
  return [...new Set(broken.map(({ filename }) => filename))].toSorted();
}

describe("the linter finds a circle", () => {
  const [a, b] = ["lib/jobs/a.ts", "lib/jobs/b.ts"];
  test("of two files that import each other", () => {
    const circle = { [a]: 'import "./b";', [b]: 'import "./a";' };
    expect(circlesIn(circle)).toEqual([a, b]);
  });

  test("though it is one of types alone", () => {
    const circle = {
      [a]: 'import type { B } from "./b";\nexport type A = B | 1;',
      [b]: 'import type { A } from "./a";\nexport type B = A | 2;',
    };
    expect(circlesIn(circle)).toEqual([a, b]);
  });

  test("and none where one file imports the other", () => {
    expect(circlesIn({ [a]: 'import "./b";', [b]: "export const one = 1;" })).toEqual([]);
  });
});

// The linter has no word for a call without arguments.
test("lib/jobs never reads the clock: now is an argument", () => {
  const room = join(root, "lib", "jobs");
  const sources = readdirSync(room).filter((name) => !name.includes("test"));
  expect(sources.length).toBeGreaterThan(10);
  const clocks = sources.filter((name) => /\bDate\(\)/.test(readFileSync(join(room, name), "utf8")));
  expect(clocks).toEqual([]);
});
