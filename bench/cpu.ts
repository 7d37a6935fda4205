import { readdirSync, readFileSync } from "node:fs";
import type { Sql } from "postgres";

/** Ticks of the kernel's clock in a second, as Linux has it on every machine. */
const ticksPerSecond = 100;

/**
 * The CPU time in milliseconds that a process has taken so far, with all whose parent it is or was. Read from /proc:
 * throws where there is none.
 */
export function cpuMsOf(pid: number): number {
  const children = childrenByParent();
  const sum = (each: number, withEnded: boolean): number => {
    const ticks = ticksOf(each);
    const own = ticks === null ? 0 : ticks.own + (withEnded ? ticks.ended : 0);
    return (children.get(each) ?? []).reduce((total, child) => total + sum(child, withEnded), own);
  };
  return (sum(pid, true) * 1_000) / ticksPerSecond;
}

/** The process of PostgreSQL that all others of it are children of. */
export async function postmasterOf(sql: Sql): Promise<number> {
  const [row] = await sql<Array<{ pid: number }>>`select pg_backend_pid() as pid`;
  return parentOf(row?.pid ?? 0);
}

/** The process that `pid` was forked by. */
function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = parentOf(Number(name));
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended since.
    }
  }
  return children;
}

/** Of its own, and of those it has waited for since they ended; `null` once it is gone. */
function ticksOf(pid: number): { own: number; ended: number } | null {
  try {
    const [, , , , , , , , , , , user, system, endedUser, endedSystem] = statOf(pid);
    return { own: Number(user) + Number(system), ended: Number(endedUser) + Number(endedSystem) };
  } catch {
    return null;
  }
}

/** The fields of `/proc/<pid>/stat` behind the name, which may have spaces in it: the state is the first. */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}
