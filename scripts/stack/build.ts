import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprintOfSources } from "./fingerprint";
import { installed, root, startPart } from "./processes";

export interface Build {
  /** Relative to the checkout, for NEXT_DIST_DIR. */
  distDir: string;
  /** False when these very sources had been built before. */
  fresh: boolean;
}

const builds = join(".data", "builds");
const kept = 3;

/**
 * A production build of the sources as they are now. A finished build is found again by the fingerprint of
 * everything that went into it and is never overwritten, so stacks of the same sources share one, and stacks
 * of different sources leave each other alone. Nothing of one stack is built in: `hidden` names the variables
 * that only count when the app runs.
 */
export async function buildApp(log: string, hidden: readonly string[]): Promise<Build> {
  const fingerprint = fingerprintOfSources();
  const found = builtBefore(fingerprint);
  if (found !== undefined) return { distDir: claim(found), fresh: false };

  mkdirSync(join(root, builds), { recursive: true });
  forgetOldBuilds();
  const distDir = claim(join(builds, `${fingerprint}-${randomBytes(3).toString("hex")}`));
  const part = startPart({
    name: "build",
    args: [installed("next/dist/bin/next"), "build"],
    log,
    env: {
      ...Object.fromEntries(hidden.map((name) => [name, undefined])),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_DIST_DIR: distDir,
    },
  });
  const code = await part.exited;
  if (code !== 0 || !existsSync(join(root, distDir, "BUILD_ID"))) {
    throw new Error(`The app did not build.\n${part.tail()}`);
  }
  claim(distDir);
  // Sources edited while it ran may be half in it: good for this once, not to be found again.
  if (fingerprintOfSources() === fingerprint) writeFileSync(join(root, distDir, complete), "");
  return { distDir, fresh: true };
}

const complete = "darkroom-complete";
const inUse = "darkroom-in-use-";

function builtBefore(fingerprint: string): string | undefined {
  return allBuilds().find((dir) => dir.includes(fingerprint) && existsSync(join(root, dir, complete)));
}

function allBuilds(): string[] {
  if (!existsSync(join(root, builds))) return [];
  return readdirSync(join(root, builds), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(builds, entry.name));
}

/** Marks a build as used by this process, so that no other one clears it away. */
function claim(distDir: string): string {
  mkdirSync(join(root, distDir), { recursive: true });
  writeFileSync(join(root, distDir, `${inUse}${process.pid}`), "");
  return distDir;
}

function forgetOldBuilds(): void {
  const free = allBuilds()
    .filter((dir) => !readdirSync(join(root, dir)).some((name) => name.startsWith(inUse) && alive(name)))
    .map((dir) => join(root, dir))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of free.slice(kept - 1)) rmSync(old, { recursive: true, force: true });
}

function alive(mark: string): boolean {
  try {
    return process.kill(Number(mark.slice(inUse.length)), 0);
  } catch {
    return false;
  }
}
