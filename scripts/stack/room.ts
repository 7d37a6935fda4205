import { existsSync, mkdirSync, statfsSync } from "node:fs";
import { join, relative } from "node:path";
import { liteDataDir } from "./lite";
import { hasPostgresData } from "./postgres";

const megabyte = 1024 ** 2;

/** What a database needs in order to begin: its log grows by 16 MB at once, and a new one is 40 MB large. */
const neededMb = { again: 64, anew: 160 };

/** Whether the disk of this DATA_DIR has room for a database that is there already. */
export function hasRoom(dataDir: string): boolean {
  return freeMb(dataDir) >= neededMb.again;
}

/** Throws one sentence if the disk has so little room that the database could not begin. */
export function requireRoom(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const isThere = existsSync(join(dataDir, liteDataDir, "data")) || hasPostgresData({ dataDir });
  const needed = isThere ? neededMb.again : neededMb.anew;
  const free = freeMb(dataDir);
  if (free >= needed) return;
  const dir = relative("", dataDir) || ".";
  throw new Error(
    `The disk of ${dir} has ${free} MB left, and the database needs ${needed} MB to start: make room there, or set DATA_DIR to another folder.`,
  );
}

function freeMb(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return Math.floor((bavail * bsize) / megabyte);
}
