import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { root } from "@/scripts/stack/processes";
import { startProxy, type ProxiedCall, type ProxyHooks, type Verdict } from "../support/proxy";
import { carryOn } from "../support/carry-on";
import { useWorld } from "../support/world";

const world = useWorld();

interface Moment {
  /** Whose call is on its way, before the other side has heard of it or after it has answered. */
  side: "database" | "provider";
  when: "request" | "response";
  call: RegExp;
}

/** Runs a check-all in a process of its own and kills it (SIGKILL) at this moment. True if it was killed. */
async function killAt(moment: Moment): Promise<boolean> {
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
  const database = await startProxy(world.db.url, hooks("database"));
  const provider = await startProxy(world.provider.url, hooks("provider"));
  const child = spawn(process.execPath, ["--import", "tsx", "tests/crash/worker.ts"], {
    cwd: root,
    env: { ...process.env, SUPABASE_URL: database.url, ASTRIA_BASE_URL: `${provider.url}/astria` },
    stdio: "ignore",
  });
  kill = () => void child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  await Promise.all([database.close(), provider.close()]);
  return isKilled;
}

function expectPaidOnce(): void {
  const { byRoute } = world.provider.sandbox.journal.report();
  expect(byRoute["POST /astria/tunes"]).toBe(1);
  expect(byRoute["POST /astria/tunes/:id/prompts"]).toBe(8);
}

describe("a process is killed, the job still ends, and the journal shows one tune", () => {
  const moments: Array<[string, Moment]> = [
    ["while holding a claim", { side: "database", when: "response", call: /rpc\/claim_due_jobs/ }],
    [
      "before the create call, with its intent written",
      { side: "database", when: "response", call: /begin_operations/ },
    ],
    ["as the create call leaves", { side: "provider", when: "request", call: /^POST .*\/tunes$/ }],
    ["after the create call", { side: "provider", when: "response", call: /^POST .*\/tunes$/ }],
    ["before the commit", { side: "database", when: "request", call: /rpc\/commit_checks/ }],
    ["after the commit", { side: "database", when: "response", call: /rpc\/commit_checks/ }],
  ];
  test.each(moments)("%s", async (_name, moment) => {
    const { job } = await world.newPhotoshoot();
    world.provider.sandbox.journal.clear();
    expect(await killAt(moment)).toBe(true);
    expect(await carryOn(world, job.id)).toBe("completed");
    expectPaidOnce();
  });
});

describe("a process is killed later on, and no picture is paid for twice", () => {
  const moments: Array<[string, Moment]> = [
    ["after a prompt was created", { side: "provider", when: "response", call: /^POST .*\/prompts$/ }],
    ["as the prompts' intents are written", { side: "database", when: "response", call: /begin_operations/ }],
  ];
  test.each(moments)("%s", async (_name, moment) => {
    const { job } = await world.newPhotoshoot();
    world.provider.sandbox.journal.clear();
    await checkJob(job.id, "step");
    await world.age(job.id, 60_000);
    expect(await killAt(moment)).toBe(true);
    expect(await carryOn(world, job.id)).toBe("completed");
    expectPaidOnce();
  });

  test("while results are being copied, and each is saved whole", async () => {
    const { job } = await world.newPhotoshoot();
    world.provider.sandbox.journal.clear();
    await expect
      .poll(async () => {
        await checkJob(job.id, "step");
        await world.age(job.id, 60_000);
        return (await world.read(job.id))["stage"];
      })
      .toBe("generating");
    const moment: Moment = { side: "database", when: "response", call: /storage\/v1\/object\/artifacts/ };
    expect(await killAt(moment)).toBe(true);
    const before = await world.db.sql`select count(*)::int as n from artifacts where job_id = ${job.id}`;
    expect(before[0]?.["n"]).toBe(0);
    expect(await carryOn(world, job.id)).toBe("completed");
    expectPaidOnce();
  });
});
