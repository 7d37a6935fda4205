import { migrate, serve, type LiteProject } from "./lite";
import { demoEmail, passwordOf, type Keys } from "./keys";
import type { Part } from "./processes";
import { logFile, supabaseUrl, type Settings } from "./settings";
import { signInOrUp } from "./users";

/** Brings the embedded database to the newest migration, serves it, and makes sure the demo user exists. */
export async function startDatabase(settings: Settings, keys: Keys): Promise<Part> {
  const project: LiteProject = {
    ...keys,
    dir: settings.dataDir,
    port: settings.supabasePort,
    database: { driver: "pglite" },
  };
  await migrate(project, logFile(settings, "migrations"));
  const part = await serve(project, logFile(settings, "database"));
  try {
    await signInOrUp(supabaseUrl(settings), keys.publishableKey, demoEmail, passwordOf(demoEmail, keys));
    return part;
  } catch (error) {
    await part.stop();
    throw error;
  }
}
