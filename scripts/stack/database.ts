import { endOnceSilent } from "./end-once-silent";
import { migrate, serve, type LiteProject } from "./lite";
import { demoEmail, passwordOf, type Keys } from "./keys";
import type { Part } from "./processes";
import { logFile, supabaseUrl, type Settings } from "./settings";
import { signInOrUp } from "./users";

/** Brings the embedded database to the newest migration, serves it, and makes sure the demo user exists. */
export async function startDatabase(settings: Settings, keys: Keys): Promise<Part> {
  await migrate(projectOf(settings, keys), logFile(settings, "migrations"));
  const part = await serveDatabase(settings, keys);
  try {
    await signInOrUp(supabaseUrl(settings), keys.publishableKey, demoEmail, passwordOf(demoEmail, keys));
    return part;
  } catch (error) {
    await part.stop();
    throw error;
  }
}

/** Serves the embedded database as it is; should it fall silent for good, its process is ended. */
export async function serveDatabase(settings: Settings, keys: Keys): Promise<Part> {
  const part = await serve(projectOf(settings, keys), logFile(settings, "database"));
  void endOnceSilent(part, supabaseUrl(settings));
  return part;
}

function projectOf(settings: Settings, keys: Keys): LiteProject {
  return {
    ...keys,
    dir: settings.dataDir,
    port: settings.supabasePort,
    database: { driver: "pglite" },
  };
}
