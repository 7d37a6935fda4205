import { spawn } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  rmdirSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitOf } from "@/scripts/stack/processes";

/** A real file system of its own, small enough to be filled to its last byte. */
export interface SmallDisk {
  readonly path: string;
  freeBytes(): number;
  /** Fills it until no more than this is left. */
  fill(leaveBytes?: number): void;
  /** Makes room again: all that `fill` has taken. */
  empty(): void;
  /** Takes it away, whatever is on it. */
  remove(): Promise<void>;
}

// The shell takes the disk away when its own input closes, which happens even if this process is killed.
const holder = `
  mount -t tmpfs -o "$2" tmpfs "$1" || exit 1
  echo mounted
  read -r _
  umount -l "$1"
  rmdir "$1"
`;

/** Makes one in memory: root simply mounts it, or sudo does; `null` where neither may, or the system is not Linux. */
export async function makeSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  if (process.platform !== "linux") return null;
  const dir = mkdtempSync(join(tmpdir(), "darkroom-disk-"));
  const options = `${mountOptions(megabytes)},uid=${process.getuid?.()},gid=${process.getgid?.()}`;
  const shell = ["/bin/sh", "-c", holder, "sh", dir, options];
  const isRoot = process.getuid?.() === 0;
  const end = await hold(isRoot ? shell : ["sudo", "--non-interactive", ...shell]);
  if (end) return diskAt(dir, end);
  rmdirSync(dir);
  return null;
}

/** For `mount`; whoever mounts it has it. */
export function mountOptions(megabytes: number): string {
  return `size=${megabytes}m,mode=755`;
}

/** Runs what mounts the disk, and holds it; returns how to end that, or `null` where it may not. */
async function hold([command = "", ...args]: readonly string[]): Promise<SmallDisk["remove"] | null> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
  const exited = exitOf(child);
  const mounted = new Promise<true>((resolve) => void child.stdout.once("data", () => resolve(true)));
  if ((await Promise.race([mounted, exited])) !== true) return null;
  return async () => {
    child.stdin.end();
    await exited;
  };
}

/** The disk that is mounted here. */
export function diskAt(path: string, remove: SmallDisk["remove"]): SmallDisk {
  const ballast = join(path, "ballast");
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  };
  return {
    path,
    freeBytes,
    fill(leaveBytes = 0) {
      mkdirSync(ballast, { recursive: true });
      const file = openSync(join(ballast, String(performance.now())), "w");
      const chunk = Buffer.alloc(1024 ** 2);
      for (let left = freeBytes() - leaveBytes; left > 0; left = freeBytes() - leaveBytes) {
        writeSync(file, chunk, 0, Math.min(left, chunk.length));
      }
      closeSync(file);
    },
    empty: () => rmSync(ballast, { recursive: true, force: true }),
    remove,
  };
}
