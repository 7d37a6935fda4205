import type { HostKind, Place } from "./messages";

/** Somewhere the connection can be held. */
export interface Host {
  kind: HostKind;
  /** Asks for it to be held there, until what it returns is called. `place` is what is known when that begins. */
  begin(place: () => Place | null): () => void;
}

/** What this browser has to hold one person's connection in, the best first. */
export function hostsOf(userId: string, onFailure: () => void): Host[] {
  const hosts: Host[] = [];
  if (typeof SharedWorker !== "undefined") {
    const worker = workerHost(userId, onFailure);
    // A second try: it may have been ended without a word.
    hosts.push(worker, worker);
  }
  if ("locks" in navigator) hosts.push(leaderHost(userId, false), leaderHost(userId, true));
  return hosts;
}

/** The shared worker of one person's tabs, which ends with the last of them. */
function workerHost(userId: string, onFailure: () => void): Host {
  const begin = () => {
    const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), { name: userId });
    worker.addEventListener("error", onFailure);
    return () => worker.removeEventListener("error", onFailure);
  };
  return { kind: "worker", begin };
}

/** The tab that leads the others, by a lock. A leader that is silent, frozen perhaps, has it taken from it with `steal`. */
function leaderHost(userId: string, steal: boolean): Host {
  const begin = (place: () => Place | null) => {
    const stop = new AbortController();
    const { signal } = stop;
    const lead = async () => {
      // Few browsers have no shared workers, which bring their own.
      const { runHub } = await import("./hub");
      if (signal.aborted) return;
      const end = runHub(userId, "tab", place());
      const over = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => over.resolve());
      await over.promise;
      end();
    };
    navigator.locks
      .request(`darkroom-live-1 ${userId}`, steal ? { steal } : { signal }, lead)
      // Taken away by another tab, or not wanted any more.
      .catch(() => stop.abort());
    return () => stop.abort();
  };
  return { kind: "tab", begin };
}
