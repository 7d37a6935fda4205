import { spawn } from "node:child_process";
import { root } from "@/scripts/stack/processes";
import { bundle } from "./bundle";
import { startProxy, type ProxiedCall, type ProxyHooks, type Verdict } from "./proxy";
import { providersAt, type World } from "./world";

/** A moment in the life of a check: a call on its way. */
export interface Moment {
  side: "database" | "provider";
  /** While its body is on its way, before the other side has heard of it, or after it has answered. */
  when: "body" | "request" | "response";
  /** By method and path. */
  call: RegExp;
  /** Which of the calls like this, from 1 on; the first, unless told otherwise. */
  nth?: number;
}

let worker: Promise<string> | undefined;

/**
 * Runs a check-all in a process of its own and kills it (SIGKILL) at this moment. True if it was killed. `watch` is told of
 * every call to that side, by method and path, that has come so far.
 */
export async function killAt(
  world: World,
  moment: Moment,
  watch: (call: string) => void = () => undefined,
): Promise<boolean> {
  let kill: () => void = () => {};
  let isKilled = false;
  let seen = 0;
  const stop = ({ method, path }: Pick<ProxiedCall, "method" | "path">): Verdict => {
    if (!moment.call.test(`${method} ${path}`) || ++seen < (moment.nth ?? 1)) return "pass";
    isKilled = true;
    kill();
    return "destroy";
  };
  const hooks = (side: Moment["side"]): ProxyHooks => {
    if (side !== moment.side) return {};
    const onRequest = (call: ProxiedCall): Verdict => {
      watch(`${call.method} ${call.path}`);
      return moment.when === "request" ? stop(call) : "pass";
    };
    const later = { body: { onBody: stop }, request: {}, response: { onResponse: stop } } as const;
    return { onRequest, ...later[moment.when] };
  };
  const code = await (worker ??= bundle("tests/crash/worker.ts"));
  const database = await startProxy(world.db.url, hooks("database"));
  const provider = await startProxy(world.provider.url, hooks("provider"));
  const child = spawn(process.execPath, ["--input-type=module", "-"], {
    cwd: root,
    env: { ...process.env, SUPABASE_URL: database.url, ...providersAt(provider.url) },
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.stdin.end(code);
  kill = () => void child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  await Promise.all([database.close(), provider.close()]);
  return isKilled;
}

/** Runs a check-all in a process of its own, to its end. */
export async function checkElsewhere(world: World): Promise<void> {
  if (await killAt(world, { side: "database", when: "request", call: /^never$/ })) throw new Error("Killed.");
}
