import { endOnceSilent } from "./end-once-silent";
import { migrate, serve, type LiteProject } from "./lite";
import { demoEmail, passwordOf, type Keys } from "./keys";
import { canMove, hasPostgresData, startPostgres, usesPostgres, type Postgres } from "./postgres";
import type { Part } from "./processes";
import { logFile, supabaseUrl, type Settings } from "./settings";
import { signInOrUp } from "./users";

export interface Database {
  /** Which one it is, for people. */
  name: string;
  /** What they can do about it. */
  hint?: string;
  /** Brings it to the newest migration, serves it, and makes sure the demo user exists. */
  start(): Promise<Part>;
  /** Serves it as it is, anew where it has ended. */
  serve(): Promise<Part>;
}

/**
 * The database of a stack: npm's PostgreSQL or, where that cannot run, the one embedded in Supabase Lite. What is served
 * ends with it and, should it fall silent for good, is ended.
 */
export function createDatabase(settings: Settings, keys: Keys): Database {
  const isReal = usesPostgres(settings);
  const isKnown = hasPostgresData(settings);
  let running: Postgres | undefined;

  /** The one that runs; where none does, a new one, at another port. */
  async function postgres(): Promise<Postgres> {
    if (running) return running;
    running = await startPostgres(settings, keys);
    void running.part.exited.then(() => (running = undefined));
    return running;
  }

  async function project(): Promise<LiteProject> {
    const common = { ...keys, dir: settings.dataDir, port: settings.supabasePort };
    if (!isReal) return { ...common, database: { driver: "pglite" } };
    const { url } = await postgres();
    return { ...common, database: { driver: "postgres", url, isKnown, sharesDisk: true } };
  }

  async function serveIt(): Promise<Part> {
    const part = await serve(await project(), logFile(settings, "database"));
    // It would look for the next one where this one was.
    void running?.part.exited.then(() => part.kill());
    void endOnceSilent(part, supabaseUrl(settings));
    return part;
  }

  return {
    name: isReal ? "PostgreSQL" : "PostgreSQL, embedded",
    ...(canMove(settings) && {
      hint: "its data are from before: npm run reset empties it and moves to a PostgreSQL of its own",
    }),
    serve: serveIt,
    async start() {
      await migrate(await project(), logFile(settings, "migrations"));
      const part = await serveIt();
      try {
        await signInOrUp(supabaseUrl(settings), keys.publishableKey, demoEmail, passwordOf(demoEmail, keys));
        return part;
      } catch (error) {
        await part.stop();
        throw error;
      }
    },
  };
}
