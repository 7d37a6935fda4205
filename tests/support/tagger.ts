import { spawn } from "node:child_process";
import { createServer, request } from "node:http";
import type { User } from "@/lib/db/user-client";
import { exitOf, root } from "@/scripts/stack/processes";
import { bundle } from "./bundle";

/** What a tagger says of itself. Memory in MB (10^6 bytes), at the peak, above what it took before it began. */
export interface TaggerReport {
  jobId: string;
  /** How long it took to create the job, to send its first files, and all the rest. */
  ms: { press: number; build: number; read: number };
  buildingMb: number;
  readingMb: number;
}

/** The calls of one sort that a tagger made to its database. */
export interface CallsOfOne {
  count: number;
  slowestMs: number;
  /** The largest body that was sent, and the largest answer, in bytes. */
  mostSent: number;
  mostAnswered: number;
}

export interface TaggerRun extends TaggerReport {
  calls: ReadonlyMap<string, CallsOfOne>;
}

export interface TaggerOptions {
  user: User;
  databaseUrl: string;
  env: Record<string, string>;
  /** Only the first files are built and sent. */
  isBuildingOnly?: boolean;
  /** Some images that are tagged first, in a job of their own. */
  warmUp?: readonly string[];
  /** What every small picture is, in the place of what storage has. */
  picture?: Buffer;
}

/** Has all images in a user's library tagged by a process of its own, whose calls to the database are counted. */
export async function runTagger(options: TaggerOptions): Promise<TaggerRun> {
  const calls = new Map<string, CallsOfOne>();
  const door = await countingDoor(options, calls);
  const code = await bundle("tests/support/tagger-process.ts");
  const child = spawn(process.execPath, ["--input-type=module", "-"], {
    cwd: root,
    env: {
      ...process.env,
      ...options.env,
      SUPABASE_URL: door.url,
      TAGGER_USER: JSON.stringify(options.user),
      TAGGER_WARM_UP: JSON.stringify(options.warmUp ?? []),
      TAGGER_PART: options.isBuildingOnly ? "building" : "all",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(code);
  let said = "";
  child.stdout.on("data", (words: Buffer) => (said += words.toString()));
  await exitOf(child);
  door.close();
  if (said === "") throw new Error("The tagger ended without a word.");
  return { ...(JSON.parse(said) as TaggerReport), calls };
}

const pictureCall = /^GET \/storage\/v1\/object\/assets\/.*\/picture\.jpg$/;

/** Stands before a database and notes the calls to it by method and path, ids left out. */
async function countingDoor({ databaseUrl, picture }: TaggerOptions, calls: Map<string, CallsOfOne>) {
  const base = new URL(databaseUrl);
  const server = createServer((incoming, outgoing) => {
    const { method = "GET", url = "/" } = incoming;
    const path = url.replace(/\?.*$/, "");
    if (picture && pictureCall.test(`${method} ${path}`)) {
      return void outgoing.writeHead(200, { "content-type": "image/jpeg" }).end(picture);
    }
    const name = `${method} ${path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")}`;
    const seen = calls.get(name) ?? { count: 0, slowestMs: 0, mostSent: 0, mostAnswered: 0 };
    calls.set(name, seen);
    seen.count += 1;
    const startedAt = performance.now();
    const headers = { ...incoming.headers, host: base.host };
    const call = request({ host: base.hostname, port: base.port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      let answered = 0;
      answer.on("data", (part: Buffer) => (answered += part.length));
      answer.once("end", () => {
        seen.slowestMs = Math.max(seen.slowestMs, Math.round(performance.now() - startedAt));
        seen.mostAnswered = Math.max(seen.mostAnswered, answered);
      });
      answer.pipe(outgoing);
    });
    let sent = 0;
    incoming.on("data", (part: Buffer) => (sent += part.length));
    incoming.once("end", () => (seen.mostSent = Math.max(seen.mostSent, sent)));
    call.once("error", () => outgoing.destroy());
    incoming.pipe(call);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The door has no address.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => server.close().closeAllConnections(),
  };
}
