import type { Sandbox } from "./create-sandbox";

/** The longest a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/** Sends callbacks on time: one timer, set to the next that is due. `rearm` after anything that may have added one. */
export function keepDelivering(
  sandbox: Pick<Sandbox, "nextDueAt" | "deliverDue">,
  now: () => number = Date.now,
): { rearm: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const rearm = () => {
    clearTimeout(timer);
    const due = sandbox.nextDueAt();
    if (stopped || due === null) return;
    timer = setTimeout(fire, Math.min(Math.max(0, Math.ceil(due - now())), LONGEST_MS));
  };
  const fire = () => {
    // What is not taken comes due anew.
    void sandbox.deliverDue().finally(rearm);
    rearm();
  };
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
  };

  rearm();
  return { rearm, stop };
}
