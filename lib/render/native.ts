import type * as mediabunny from "mediabunny";
import type * as nodeAv from "node-av";
import { PieceFailed } from "@/lib/kinds/kind";
import { errorFields, log } from "@/lib/log";
import { asFailure, wordsOf } from "./others-files";

/** What films are made with: FFmpeg's codecs, and mediabunny, which has been told of them. */
export interface Native {
  av: typeof nodeAv;
  media: typeof mediabunny;
}

let loaded: Promise<Native> | undefined;

/**
 * The native part, loaded when the first piece is made: the binary behind it is large, and optional. Throws `PieceFailed`
 * where it is not installed, or is none for this machine; anything else may pass, and it is loaded again by the next piece.
 */
export function native(): Promise<Native> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function load(): Promise<Native> {
  try {
    const [av, media, server] = await Promise.all([
      import("node-av"),
      import("mediabunny"),
      import("@mediabunny/server"),
    ]);
    server.registerMediabunnyServer();
    // FFmpeg would tell of every encoder it opens, and of every file that it cannot read.
    av.Log.setLevel(av.AV_LOG_FATAL);
    return { av, media };
  } catch (error) {
    log("warn", "what films are made with cannot be loaded", errorFields(error));
    throw asFailure(error, () => noRenderer(isMissing(error) ? "is not installed" : "cannot be loaded"));
  }
}

/** As Node says it of a package, and node-av of the package that holds its binary for this machine. */
const isMissing = (error: unknown): boolean => /cannot find (package|module)/i.test(wordsOf(error));

const noRenderer = (why: string): PieceFailed =>
  new PieceFailed({
    code: "no_renderer",
    message: `The pictures and voices are ready. The film is not rendered here, because node-av (FFmpeg) ${why}.`,
    retryable: true,
  });
