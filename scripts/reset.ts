import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { requireAccess } from "./stack/access";
import { liteDataDir } from "./stack/lite";
import { requireNoPostgres } from "./stack/postgres";
import { runningStack } from "./stack/presence";
import { readSettings } from "./stack/settings";

/** Empties the local database, its stored files and the sandbox's memory. Keys stay, so passwords do too. */
async function reset(): Promise<void> {
  const { dataDir } = readSettings();
  requireAccess(dataDir);
  const stack = await runningStack(dataDir);
  if (stack)
    throw new Error(`A stack runs on this DATA_DIR, at ${stack.app}. Stop it first (process ${stack.pid}).`);
  await requireNoPostgres({ dataDir });
  for (const path of [liteDataDir, "postgres", "sandbox.jsonl", "sandbox-files"])
    rmSync(join(dataDir, path), { recursive: true, force: true });
  console.log(`The database and storage in ${relative("", dataDir) || "."} are empty.`);
}

reset().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
