/** Lets the sandbox misbehave while `during` runs, and behave again afterwards, whatever comes of it. */
export type WithFaults = (faults: string, during: () => Promise<void>) => Promise<void>;

export function faultsOf(sandboxUrl: string): WithFaults {
  const put = async (faults: string): Promise<void> => {
    const answer = await fetch(`${sandboxUrl}/__sandbox/faults`, { method: "PUT", body: faults });
    if (!answer.ok) throw new Error(`The sandbox does not know these faults: ${faults}`);
  };
  return async (faults, during) => {
    await put(faults);
    try {
      await during();
    } finally {
      await put("");
    }
  };
}
