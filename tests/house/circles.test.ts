import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { root } from "@/scripts/stack/processes";

const rooms = ["app", "components", "hooks", "lib", "sandbox", "scripts", "tests"];

/** Every import, for its type alone or with `import()` too: the linter's own rule looks past the latter. */
const imports = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;

/** What each source file imports of the others. */
function importsOf(sources: ReadonlyMap<string, string>): Map<string, string[]> {
  const found = (from: string, name: string): string | undefined => {
    if (!name.startsWith("@/") && !name.startsWith(".")) return undefined;
    const path = name.startsWith("@/") ? name.slice(2) : normalize(join(dirname(from), name));
    return [path, `${path}.ts`, `${path}.tsx`].find((file) => sources.has(file));
  };
  return new Map(
    [...sources].map(([file, text]) => [
      file,
      [...text.matchAll(imports)].flatMap(([, name = ""]) => found(file, name) ?? []),
    ]),
  );
}

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
  const files = globSync(`{${rooms.join(",")}}/**/*.{ts,tsx}`, { cwd: root });
  expect(files.length).toBeGreaterThan(100);
  const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
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
