/**
 * Lets the sandbox misbehave while `during` runs, and behave again afterwards, whatever comes of it. All tests share one
 * sandbox, and run one after the other.
 */
export async function withFaults(faults: string, during: () => Promise<void>): Promise<void> {
  await putFaults(faults);
  try {
    await during();
  } finally {
    await putFaults("");
  }
}

async function putFaults(faults: string): Promise<void> {
  const url = `${process.env["SANDBOX_URL"]}/__sandbox/faults`;
  const answer = await fetch(url, { method: "PUT", body: faults });
  if (!answer.ok) throw new Error(`The sandbox does not know these faults: ${faults}`);
}
