import { spawn } from "node:child_process";
import { root } from "@/scripts/stack/processes";
import { bundle } from "./bundle";
import { startProxy, type ProxiedCall, type ProxyHooks, type Verdict } from "./proxy";
import { providersAt, type World } from "./world";

/** A moment in the life of a check: a call on its way. */
export interface Moment {
  side: "database" | "provider";
  /** Before the other side has heard of it, or after it has answered. */
  when: "request" | "response";
  /** By method and path. */
  call: RegExp;
}

let worker: Promise<string> | undefined;

/** Runs a check-all in a process of its own and kills it (SIGKILL) at this moment. True if it was killed. */
export async function killAt(world: World, moment: Moment): Promise<boolean> {
  let kill: () => void = () => {};
  let isKilled = false;
  const stop = (call: ProxiedCall): Verdict => {
    if (!moment.call.test(`${call.method} ${call.path}`)) return "pass";
    isKilled = true;
    kill();
    return "destroy";
  };
  const hooks = (side: Moment["side"]): ProxyHooks => {
    if (side !== moment.side) return {};
    return moment.when === "request" ? { onRequest: stop } : { onResponse: stop };
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
