import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { root } from "@/scripts/stack/processes";

const rooms = ["app", "components", "hooks", "lib", "sandbox", "scripts", "tests"];

/** Every import, for its type alone or with `import()` too: the linter's own rules look past the latter. */
const imports = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;

/** The text of every source file, by its path from the root. */
export function allSources(): Map<string, string> {
  const files = globSync(`{${rooms.join(",")}}/**/*.{ts,tsx}`, { cwd: root });
  return new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

/** What each source file imports: others by their paths, packages by their names. */
export function importsOf(sources: ReadonlyMap<string, string>): Map<string, string[]> {
  const found = (from: string, name: string): string => {
    if (!name.startsWith("@/") && !name.startsWith(".")) return name;
    const path = name.startsWith("@/") ? name.slice(2) : normalize(join(dirname(from), name));
    return [path, `${path}.ts`, `${path}.tsx`].find((file) => sources.has(file)) ?? path;
  };
  return new Map(
    [...sources].map(([file, text]) => [
      file,
      [...text.matchAll(imports)].map(([, name = ""]) => found(file, name)),
    ]),
  );
}
