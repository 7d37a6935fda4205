import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { TestStack } from "./stack";

/** The process of a stack's app, as Linux sees it. */
export interface AppProcess {
  readonly pid: number;
  /** What it takes of memory now, in MB. */
  memoryMb(): number;
  /** The most that it has taken, in MB, since this was asked last. */
  peakMb(): number;
  /** What it has read so far, from files and connections, in MB. */
  readMb(): number;
  /** How many files and connections it has open. */
  openFiles(): number;
}

/** Whether the system says all that. */
export const isMeasurable = existsSync("/proc/self/clear_refs") && existsSync("/proc/self/io");

/** Finds the app of a stack. */
export function appProcessOf({ dataDir }: TestStack): AppProcess {
  const pid = readdirSync("/proc").find((name) => /^\d+$/.test(name) && isApp(name, dataDir));
  if (pid === undefined) throw new Error("The stack's app is not to be found.");
  const figure = (file: string, field: string) => {
    const line = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/${file}`, "utf8"));
    return Number(line?.[1]);
  };
  return {
    pid: Number(pid),
    memoryMb: () => figure("status", "VmRSS") / 1024,
    readMb: () => figure("io", "rchar") / 1024 ** 2,
    peakMb() {
      const peak = figure("status", "VmHWM") / 1024;
      writeFileSync(`/proc/${pid}/clear_refs`, "5");
      return peak;
    },
    openFiles: () => readdirSync(`/proc/${pid}/fd`).length,
  };
}

function isApp(pid: string, dataDir: string): boolean {
  try {
    const isNext = readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("next-server");
    return isNext && readFileSync(`/proc/${pid}/environ`, "utf8").includes(`DATA_DIR=${dataDir}\0`);
  } catch {
    // It ended meanwhile, or is somebody else's.
    return false;
  }
}
