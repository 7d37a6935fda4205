import { buildForStacks } from "../support/stack";

/** Builds the app once, for the stacks of all workers. */
export default async function globalSetup(): Promise<void> {
  if (process.env["BASE_URL"] === undefined) await buildForStacks();
}
