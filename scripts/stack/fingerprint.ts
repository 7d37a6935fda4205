import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./processes";

const folders = ["app", "components", "hooks", "lib", "public"];

/** Says which sources these are: equal only if every file that can change a build is equal. */
export function fingerprintOfSources(): string {
  const hash = createHash("sha256").update(process.version);
  const published = Object.keys(process.env).filter((name) => name.startsWith("NEXT_PUBLIC_"));
  for (const name of published.toSorted()) hash.update(`${name}=${process.env[name]}\0`);
  for (const file of [...filesAtRoot(), ...folders.flatMap(filesIn)]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** Configuration, package files and `.env`s, but for what is generated or says how we test and lint. */
function filesAtRoot(): string[] {
  const counts = /^\.env|\.(?:m|c)?(?:ts|js)$|\.json$/;
  const apart =
    /^(?:next-env\.d\.ts|\.env\.example|(?:vitest|playwright|stryker)\..*|knip\.json|\.ox\w+\.json)$/;
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && counts.test(entry.name) && !apart.test(entry.name))
    .map((entry) => entry.name)
    .toSorted();
}

function filesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted();
}
