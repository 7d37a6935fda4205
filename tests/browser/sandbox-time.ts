/** The time of the simulated providers. It goes on when a test ends. */
export interface SandboxTime {
  /** Nothing gets on or ends there any more, however long it is looked at. */
  stop(): Promise<void>;
  /** Lets so many seconds pass at once, at the pace of the sandbox's README, of a time that stands still. */
  pass(seconds: number): Promise<void>;
  /** It is at once where it would be. */
  goOn(): Promise<void>;
}

export function timeOf(sandboxUrl: string, speed: number): SandboxTime {
  const put = async (clock: { stopped: boolean; passMs?: number }): Promise<void> => {
    const answer = await fetch(`${sandboxUrl}/__sandbox/clock`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(clock),
    });
    if (!answer.ok) throw new Error(`The sandbox keeps its time: ${await answer.text()}`);
  };
  return {
    stop: () => put({ stopped: true }),
    pass: (seconds) => put({ stopped: true, passMs: (seconds * 1_000) / speed }),
    goOn: () => put({ stopped: false }),
  };
}
