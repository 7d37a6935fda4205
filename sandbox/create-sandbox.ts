import { getResponse, type HttpHandler } from "msw";
import { Callbacks } from "./core/callbacks";
import { type Deliver } from "./core/callback";
import { Blobs } from "./core/blobs";
import { Clock } from "./core/clock";
import { controlHandlers } from "./core/control";
import { deliverOverHttp } from "./core/deliver";
import { Faults } from "./core/faults";
import { IdMint } from "./core/ids";
import { Journal } from "./core/journal";
import { Ledger } from "./core/ledger";
import { fetchPhotoOverHttp } from "./core/photos";
import { Renders } from "./core/renders";
import { readImageOverHttp, Uploads, type ReadImage } from "./core/uploads";
import type { ListeningApp, World } from "./core/world";
import { providers } from "./providers";

export interface SandboxOptions {
  /** The clock, milliseconds since 1970. Default: the real one. */
  now?: () => number;
  /** 1 (default) is the documented pace: training 45 s, a prompt 9 to 16 s, a video 30 s; 10 is ten times as fast. */
  speed?: number;
  /** Everything random follows from it. Default 1. */
  seed?: number;
  /** How large pictures and films are made, and how long speech is, as a share of the usual: small is quick. Default 1. */
  scale?: number;
  /** Films of about so many megabytes (10^6 bytes); smaller ones are filled up. Default: as small as they are. */
  filmMb?: number;
  /** See `parse-faults.ts` for the grammar. Default none. */
  faults?: string;
  /** JSONL file through which entities and fired callbacks survive a restart; files lie beside it. Default: memory only. */
  dataFile?: string;
  /** How a callback leaves; it rejects where it was not taken. Default: POST with `fetch`. */
  deliver?: Deliver;
  /** Whether, or how, images of a create are read in the background. Default: not. */
  fetchImages?: boolean | ReadImage;
  /** Astria's account switch: the same title returns the tune there is. Default off, so that paying twice shows. */
  idempotentTitles?: boolean;
  /** Whether calls that answer with a picture or with speech are held as long as that would take. Default: at once. */
  holds?: boolean;
  /** The time that webhooks are stamped with, which whoever takes them compares with theirs. Default: `now`. */
  stampNow?: () => number;
  /** The app that an account's webhooks go to, where their address is a setting. Default: none. */
  app?: ListeningApp | undefined;
  /** How long `slow` stalls; real milliseconds, whatever the speed. Default 30,000. */
  slowMs?: number;
}

export interface Sandbox {
  /** For msw's `setupServer(...handlers)`; they match any origin and base path. */
  handlers: HttpHandler[];
  /** Answers a request; 404 where no route matches, `Response.error()` where the connection drops. */
  handle: (request: Request) => Promise<Response>;
  journal: Journal;
  getFaults: () => string;
  /** @throws FaultSyntaxError */
  setFaults: (text: string) => void;
  /** Sends the callbacks that are due; resolves to how many POSTs went out. */
  deliverDue: () => Promise<number>;
  /** When a callback may be due next, in milliseconds since 1970; `null` where none waits, or only for a time that stands still. */
  nextDueAt: () => number | null;
  clock: Clock;
  uploads: Uploads;
}

/** All simulated providers over one clock, one journal and one set of faults. @throws FaultSyntaxError */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { now: real = Date.now, speed = 1, seed = 1, scale = 1, filmMb = 0 } = options;
  const { slowMs = 30_000, idempotentTitles = false, holds = false } = options;
  const clock = new Clock(real);
  const { now } = clock;
  const places = new Set(providers.flatMap((provider) => [provider.name, ...provider.places]));
  const faults = new Faults({ seed, slowMs }, places, options.faults);
  const ledger = new Ledger(options.dataFile);
  const callbacks = new Callbacks({
    now,
    stampNow: options.stampNow ?? real,
    speed,
    faults,
    ledger,
    deliver: options.deliver ?? deliverOverHttp,
  });
  const blobs = new Blobs(options.dataFile?.replace(/(\.jsonl)?$/, "-files"));
  const uploads = new Uploads(imageReader(options.fetchImages ?? false));
  const journal = new Journal();
  const ids = new IdMint(now);
  const world: World = {
    clock,
    now,
    speed,
    seed,
    scale,
    filmBytes: Math.round(filmMb * 1_000_000),
    holds,
    idempotentTitles,
    ids,
    ledger,
    journal,
    faults,
    callbacks,
    uploads,
    blobs,
    renders: new Renders(blobs),
    fetchPhoto: options.fetchImages === true ? fetchPhotoOverHttp : null,
    app: options.app ?? null,
  };
  const handlers = [...controlHandlers(world), ...providers.flatMap((provider) => provider.handlers(world))];
  return {
    handlers,
    handle: async (request) => (await getResponse(handlers, request)) ?? noRoute(request),
    journal,
    getFaults: () => faults.text,
    setFaults: (text) => faults.set(text),
    deliverDue: () => callbacks.deliverDue(),
    nextDueAt: () => {
      const due = callbacks.nextDueAt();
      return due !== null && clock.isStopped && due > clock.now() ? null : due;
    },
    clock,
    uploads,
  };
}

function imageReader(choice: boolean | ReadImage): ReadImage | null {
  if (typeof choice === "function") return choice;
  return choice ? readImageOverHttp : null;
}

function noRoute(request: Request): Response {
  const { pathname } = new URL(request.url);
  return Response.json({ error: `The sandbox has no ${request.method} ${pathname}.` }, { status: 404 });
}
