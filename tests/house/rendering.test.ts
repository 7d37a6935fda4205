import { expect, test } from "vitest";
import { allSources, importsOf } from "../support/imports-of";

/** What is large, or may be missing: it belongs to what renders, and to nothing else of the app. */
const heavy = ["@mediabunny/server", "@napi-rs/canvas", "mediabunny", "node-av"];

const isOfApp = (file: string): boolean =>
  /^(app|components|hooks|lib)\//.test(file) && !/\.test\./.test(file);
const renders = (name: string): boolean => name.startsWith("lib/render/") || heavy.includes(name);

/** The files of the app outside lib/render from which some way leads there, or to what it draws and encodes with. */
function leadToRendering(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  let before: number;
  do {
    before = found.size;
    for (const [file, names] of graph) {
      if (!isOfApp(file) || renders(file)) continue;
      if (names.some((name) => renders(name) || found.has(name))) found.add(file);
    }
  } while (found.size > before);
  return [...found].toSorted();
}

test("what renders is reached by one route", () => {
  expect(leadToRendering(importsOf(allSources()))).toEqual([
    "app/api/pieces/route.ts",
    "lib/http/answer-pieces.ts",
    "lib/services/draw-still.ts",
    "lib/services/make-pieces.ts",
  ]);
});

test("a planted second way is found", () => {
  const planted = new Map([
    ["app/api/jobs/route.ts", `import { draw } from "@/lib/http/draw";`],
    ["lib/http/draw.ts", `const { createCanvas } = await import("@napi-rs/canvas");`],
    ["app/api/health/route.ts", `import { film } from "@/lib/render/film";`],
    ["lib/render/film.ts", `import "node-av";`],
  ]);
  expect(leadToRendering(importsOf(planted))).toEqual([
    "app/api/health/route.ts",
    "app/api/jobs/route.ts",
    "lib/http/draw.ts",
  ]);
});
