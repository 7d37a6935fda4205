import { randomUUID } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { z } from "zod";

const Presence = z.object({
  id: z.string(),
  pid: z.number(),
  control: z.url(),
  app: z.url(),
  supabase: z.url(),
  sandbox: z.url(),
});
export type Presence = z.infer<typeof Presence>;

const fileOf = (dataDir: string): string => join(dataDir, "stack.json");

/** The stack that runs on this directory, or null. Asked, not guessed: a left-over file or a reused pid says nothing. */
export async function runningStack(dataDir: string): Promise<Presence | null> {
  let presence: Presence;
  try {
    presence = Presence.parse(JSON.parse(readFileSync(fileOf(dataDir), "utf8")));
    const answer = await fetch(presence.control, { signal: AbortSignal.timeout(2_000) });
    return (await answer.text()) === presence.id ? presence : null;
  } catch {
    return null;
  }
}

/** Says that a stack runs here, for as long as this process lives or until the answer is called. */
export async function announce(
  dataDir: string,
  urls: Pick<Presence, "app" | "supabase" | "sandbox">,
): Promise<() => void> {
  const id = randomUUID();
  const server = createServer((_request, response) => response.end(id));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No loopback port is free.");
  const control = `http://127.0.0.1:${address.port}`;
  const presence: Presence = { id, pid: process.pid, control, ...urls };
  writeFileSync(fileOf(dataDir), `${JSON.stringify(presence, null, 2)}\n`, { mode: 0o600 });
  return () => {
    server.close();
    rmSync(fileOf(dataDir), { force: true });
  };
}
