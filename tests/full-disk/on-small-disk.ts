import { spawn } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { exitOf, installed } from "@/scripts/stack/processes";
import { diskAt, makeSmallDisk, mountOptions, type SmallDisk } from "../support/small-disk";

const megabytes = 400;

/** Set in a name space of our own: where its disk is mounted. */
const given = process.env["DARKROOM_SMALL_DISK"];

/** Set where these tests have to run: what cannot be mounted then is a failure. */
const isDemanded = process.env["NEEDS_SMALL_DISK"] !== undefined;

/**
 * Runs the tests of a file with everything temporary, its databases included, on a small disk. Root mounts it, or sudo
 * does. Where neither may, the file is run once more, in a name space of its own where mounting is allowed to anybody.
 * Where not even that is possible, its tests are skipped by name.
 */
export async function onSmallDisk(file: string, suite: (disk: SmallDisk) => void): Promise<void> {
  const disk = given === undefined ? await makeSmallDisk(megabytes) : diskAt(given, async () => undefined);
  if (disk !== null) return describeOn(disk, suite);
  const refusal = await refusalOfNameSpace();
  if (refusal === null || isDemanded) testInNameSpace(fileURLToPath(file), refusal);
  else skip(suite, refusal);
}

function testInNameSpace(path: string, refusal: string | null): void {
  test(`all of ${basename(path)} holds in a name space of its own`, async () => {
    expect(refusal ?? (await inNameSpace(vitest(path)))).toBeNull();
  }, 120_000);
}

function skip(suite: (disk: SmallDisk) => void, refusal: string): void {
  describe.skipIf(refusal)(`skipped, as no small disk can be mounted here: ${refusal}`, () => {
    suite(diskAt("none", async () => undefined));
  });
}

function describeOn(disk: SmallDisk, suite: (disk: SmallDisk) => void): void {
  beforeAll(() => void vi.stubEnv("TMPDIR", disk.path));
  afterAll(async () => {
    vi.unstubAllEnvs();
    await disk.remove();
  });
  suite(disk);
}

/** Why nothing can be mounted in a name space of our own; `null` where it can. */
async function refusalOfNameSpace(): Promise<string | null> {
  if (process.platform !== "linux") return "only Linux has name spaces to mount one in";
  const said = await inNameSpace(["true"]);
  return said === null ? null : `neither by root, by sudo nor in a name space (${said.trim()})`;
}

const ownNameSpace = ["unshare", "--user", "--map-root-user", "--mount"];

// PostgreSQL refuses to run as root, and in the outer of the two we are: the only one there is.
const mountAndRun = `
  mount -t tmpfs -o "$2" tmpfs "$1" || exit 1
  shift 2
  exec unshare --user --map-user=1000 --map-group=1000 "$@"
`;

const vitest = (file: string): string[] => [
  process.execPath,
  installed(join("vitest", "vitest.mjs")),
  "run",
  file,
];

/** Runs a command with a small disk in a name space of its own: `null`, or what it said where it failed. */
async function inNameSpace(command: readonly string[]): Promise<string | null> {
  const dir = mkdtempSync(join(tmpdir(), "darkroom-disk-"));
  const shell = ["/bin/sh", "-c", mountAndRun, "sh", dir, mountOptions(megabytes), ...command];
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"));
  const env = { ...Object.fromEntries(others), DARKROOM_SMALL_DISK: dir } as unknown as NodeJS.ProcessEnv;
  const [unshare = "", ...ours] = ownNameSpace;
  const child = spawn(unshare, [...ours, ...shell], { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await exitOf(child);
  rmdirSync(dir);
  if (code === 0) return null;
  return child.pid === undefined ? `there is no ${unshare}` : (await said).join("\n");
}
