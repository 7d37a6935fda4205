import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { freePorts, root, startProgram, type Part } from "./processes";

const dir = mkdtempSync(join(tmpdir(), "darkroom-processes-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Starts a program that goes on until it is interrupted, and then takes its time to end. */
async function startSlow(name: string): Promise<Part> {
  const code = `process.on("SIGINT", () => setTimeout(() => (console.log("over"), process.exit(7)), 300));
    setInterval(() => 0, 1000); console.log("ready")`;
  const log = join(dir, `${name}.log`);
  const part = startProgram({ name, args: [process.execPath, "-e", code], log });
  await expect.poll(() => part.output()).toContain("ready");
  return part;
}

/** What Next does: it says what it could not say. */
const talkative = `process.on("uncaughtException", (error) => console.error(error));
  process.on("SIGTERM", () => console.log("ending"));
  setInterval(() => console.log("still here"), 10)`;

test("a part whose parent is killed ends too, though it has more to say and does not want to", async () => {
  const code = `import { startPart } from "./scripts/stack/processes";
    const part = startPart({ name: "part", args: ["-e", ${JSON.stringify(talkative)}], log: ${JSON.stringify(join(dir, "part.log"))} });
    const look = setInterval(() => part.output().includes("still here") && console.log(part.pid, clearInterval(look)), 10);`;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    cwd: root,
  });
  const [said] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number.parseInt(said.toString(), 10);
  parent.kill("SIGKILL");
  expect(isAlive(pid)).toBe(true);
  await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a program is asked to end by SIGINT, and waited for", async () => {
  const part = await startSlow("asked");
  await part.stop();
  expect(await part.exited).toBe(7);
  expect(part.output()).toContain("over");
});

test("a program ends when the shell that guards it is killed", async () => {
  const part = await startSlow("orphan");
  part.kill();
  await expect.poll(() => part.output()).toContain("over");
});

test("a program that is asked to end before it listens ends all the same", async () => {
  const args = [process.execPath, "-e", "setInterval(() => 0, 1000)"];
  const part = startProgram({ name: "early", args, log: join(dir, "early.log") });
  await part.stop();
  // By that signal, and not with the shell alone.
  expect(await part.exited).toBe(130);
});

test("a program that does not end when it is asked is killed, and not its shell alone", async () => {
  const code = `process.on("SIGINT", () => 0); setInterval(() => 0, 1000); console.log(process.pid)`;
  const log = join(dir, "stubborn.log");
  const part = startProgram({
    name: "stubborn",
    args: [process.execPath, "-e", code],
    log,
    patienceMs: 300,
  });
  await expect.poll(() => part.output()).toMatch(/\d+\n/);
  const pid = Number.parseInt(part.output(), 10);
  await part.stop();
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test("a program is told nothing of our environment, in which keys are", async () => {
  vi.stubEnv("FAL_KEY", "a-key-that-nobody-else-sees");
  const code = "console.log(JSON.stringify(process.env))";
  const part = startProgram({
    name: "told",
    args: [process.execPath, "-e", code],
    log: join(dir, "told.log"),
  });
  expect(await part.exited).toBe(0);
  const told = Object.keys(JSON.parse(part.output()) as object);
  expect(told).toContain("PATH");
  expect(told).not.toContain("FAL_KEY");
  vi.unstubAllEnvs();
});

test("ports that are asked for at once are each another one, and none that is spoken for", async () => {
  const first = await freePorts(400);
  const second = await freePorts(400, first);
  expect(new Set([...first, ...second]).size).toBe(800);
});
