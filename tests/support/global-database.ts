import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { startCluster, type Cluster } from "./cluster";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a test file asks for a database of its own. */
    databaseDesk: string;
  }
}

/** One PostgreSQL for the whole run, started when the first test file asks for a database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<Cluster> | undefined;
  const desk = createServer((_request, response) => {
    cluster ??= startCluster();
    cluster
      .then((ready) => ready.createDatabase())
      .then((url) => response.end(url))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => desk.listen(0, "127.0.0.1", resolve));
  const address = desk.address();
  if (typeof address !== "object" || address === null) throw new Error("The database desk has no address.");
  project.provide("databaseDesk", `http://127.0.0.1:${address.port}`);

  return async () => {
    desk.close();
    await cluster?.then((ready) => ready.stop()).catch(() => undefined);
  };
}
