import { statSync } from "node:fs";
import { join, relative } from "node:path";
import { liteDataDir } from "./lite";

/** What its owner alone may open, or change: all of a stack that others can get to know of. */
const owned = [
  "keys.json",
  join("postgres", "data"),
  join(liteDataDir, "data"),
  join("supabase", "migrations"),
];

/** Also what lies where we may not look. */
function isAnothers(path: string, uid: number): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats !== undefined && stats.uid !== uid;
  } catch {
    return true;
  }
}

/** Throws one sentence if data there are another account's than ours, by its user id; root may open all. */
export function requireAccess(dataDir: string, uid = process.getuid?.() ?? 0): void {
  if (uid === 0) return;
  const other = owned.find((path) => isAnothers(join(dataDir, path), uid));
  if (other === undefined) return;
  const dir = relative("", dataDir) || ".";
  throw new Error(
    `${other} in ${dir} belongs to another account, as when it was begun with sudo: start with sudo again, take all of it over with sudo chown -R ${uid} "${dir}", or set DATA_DIR to another folder.`,
  );
}
