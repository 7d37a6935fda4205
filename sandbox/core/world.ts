import type { HttpHandler } from "msw";
import type { Blobs } from "./blobs";
import type { Callbacks } from "./callbacks";
import type { Clock } from "./clock";
import type { Faults } from "./faults";
import type { IdMint } from "./ids";
import type { Journal } from "./journal";
import type { Ledger } from "./ledger";
import type { FetchPhoto } from "./photos";
import type { Renders } from "./renders";
import type { Uploads } from "./uploads";

/** What every simulated provider is given: the clock, the dice, and the books. */
export interface World {
  clock: Clock;
  /** Its time, in milliseconds since 1970. */
  now: () => number;
  /** 1 is the documented pace, 10 ten times as fast. */
  speed: number;
  seed: number;
  /** How large pictures and films are made, as a share of what was asked for. */
  scale: number;
  /** How large a film is at least, in bytes. */
  filmBytes: number;
  /** Whether calls that answer with their work take as long as it would. */
  holds: boolean;
  /** The same title returns the existing entity, as with Astria's account switch. */
  idempotentTitles: boolean;
  ids: IdMint;
  ledger: Ledger;
  journal: Journal;
  faults: Faults;
  callbacks: Callbacks;
  uploads: Uploads;
  /** Uploaded files. */
  blobs: Blobs;
  /** Results that cost time to make. */
  renders: Renders;
  /** Reads a picture that a prompt points at; `null` in tests, which have no network. */
  fetchPhoto: FetchPhoto | null;
  /** Where webhooks go that are a setting of the account, such as OpenAI's; `null` sends none. */
  app: ListeningApp | null;
}

/** The app under development: it takes a provider's webhooks at `/api/webhooks/<name>`. */
export interface ListeningApp {
  /** Without a slash at its end. */
  url: string;
  /** The `whsec_…` secret that signs them. */
  webhookSecret: string;
}

/** One provider, one folder: how it is called, what may be named in faults, and its routes. */
export interface SandboxProvider {
  /** Its folder and the first part of its paths. */
  name: string;
  /** Names of its routes and callbacks, for `fault@place`. */
  places: readonly string[];
  handlers: (world: World) => HttpHandler[];
}
