import { once } from "node:events";

/** What a contestant does, in a process of its own. */
export interface Contestant {
  /** Makes so many jobs, all due, of those that the provider knows by the numbers from `first` on. */
  add: (first: number, count: number) => Promise<void>;
  /** Checks so many due jobs; returns whatever it wants told. */
  work: (count: number) => Promise<Record<string, number>>;
}

/**
 * Does the work twice: over a few jobs, to be warm as a process is that lives, with connections that are open and code that is
 * compiled; and over all the others, once it has said that it is ready and was given the word. Says what that took of the CPU.
 * How many they are each time are its process's last two arguments.
 */
export async function contest({ add, work }: Contestant): Promise<void> {
  const [warmUp = 0, count = 0] = process.argv.slice(-2).map(Number);
  await add(0, warmUp);
  await work(warmUp);
  await add(warmUp, count);
  process.send?.({ type: "ready" });
  await once(process, "message");
  const before = process.cpuUsage();
  const told = await work(count);
  const { user, system } = process.cpuUsage(before);
  process.send?.({ type: "done", cpuMs: (user + system) / 1_000, ...told });
}
