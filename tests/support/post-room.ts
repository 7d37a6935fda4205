import { createServer } from "node:http";
import { birthOf } from "@/sandbox/core/ids";
import { Unverified } from "@/lib/services/errors";
import { receiveWebhook } from "@/lib/services/receive-webhook";
import { isForPieces, takePieces } from "./take-pieces";

/** A webhook as it came. */
export interface Letter {
  /** Whose route it came to. */
  sender: string;
  url: URL;
  headers: Headers;
  body: string;
}

/**
 * Stands where the app would: makes pieces of our own work when it is asked to, takes what providers send, and hands it on
 * at once, or when the test says so.
 */
export interface PostRoom {
  readonly url: string;
  /** Everything that came since it was last emptied, in order. */
  readonly letters: Letter[];
  /** From now on letters are kept, or handed on as they come. */
  keep: (isKept: boolean) => void;
  /** Hands one on, and does what it leads to. */
  handOn: (letter: Letter) => Promise<"taken" | "refused">;
  /** Resolves when nothing that came is under way, and no piece is being made; throws what went wrong with it. */
  settled: () => Promise<void>;
  /** As if nothing had come, and open again. */
  empty: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Whether a letter is about the work of a job: its URL names one of its operations, or, where it names none, what it
 * is about was born after the job was. A letter about earlier work may come late.
 */
export function isAbout(
  { url, body }: Letter,
  work: { operations: readonly string[]; madeAt: number },
): boolean {
  const operationId = url.searchParams.get("op");
  if (operationId !== null) return work.operations.includes(operationId);
  const [, id = ""] = /"data":\{"id":"[a-z]+_(\d+)"/.exec(body) ?? [];
  return birthOf(Number(id)) >= Math.floor(work.madeAt);
}

/** Opens one. Where it takes no letters, they find nobody. */
export async function startPostRoom(takesLetters: boolean): Promise<PostRoom> {
  const letters: Letter[] = [];
  let underWay: Array<Promise<unknown>> = [];
  let isKept = false;

  async function handOn(letter: Letter): Promise<"taken" | "refused"> {
    try {
      const followUp = await receiveWebhook(letter.sender, letter);
      await followUp();
      return "taken";
    } catch (error) {
      if (!(error instanceof Unverified)) throw error;
      return "refused";
    }
  }

  const server = createServer((request, response) => {
    if (isForPieces(request)) {
      response.writeHead(takePieces(request, (making) => underWay.push(making))).end();
      return;
    }
    if (!takesLetters) {
      request.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://app.test");
      const headers = new Headers();
      for (const [name, values] of Object.entries(request.headersDistinct)) {
        for (const value of values ?? []) headers.append(name, value);
      }
      const sender = url.pathname.split("/").at(-1) ?? "";
      const letter: Letter = { sender, url, headers, body: Buffer.concat(chunks).toString() };
      letters.push(letter);
      if (!isKept) underWay.push(handOn(letter));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The post room has no address.");

  const room: PostRoom = {
    url: `http://127.0.0.1:${address.port}`,
    letters,
    keep(kept) {
      isKept = kept;
    },
    handOn,
    async settled() {
      while (underWay.length > 0) {
        const now = underWay;
        underWay = [];
        await Promise.all(now);
      }
    },
    async empty() {
      await room.settled();
      letters.length = 0;
      isKept = false;
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await Promise.allSettled(underWay);
    },
  };
  return room;
}
