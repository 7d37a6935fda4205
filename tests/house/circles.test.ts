import { expect, test } from "vitest";
import { allSources, importsOf } from "../support/imports-of";

/** The files on the first way that leads back to where it began; none where no way does. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return way.slice(way.indexOf(file));
    if (done.has(file)) return [];
    for (const next of graph.get(file) ?? []) {
      const circle = walk(next, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

test("no file leads back to itself, by types or by import() neither", () => {
  const sources = allSources();
  expect(sources.size).toBeGreaterThan(100);
  expect(circleIn(importsOf(sources))).toEqual([]);
});

test("a planted circle of a type and an import() is found", () => {
  const planted = new Map([
    ["components/a/form.tsx", `import { list } from "@/components/b/list";`],
    ["components/b/list.ts", `import type { Face } from "./face";`],
    [
      "components/b/face.tsx",
      `const Form = dynamic(async () => (await import("@/components/a/form")).Form);`,
    ],
  ]);
  expect(circleIn(importsOf(planted))).toHaveLength(3);
});
