import type { z } from "zod";
import type { Variables } from "@/lib/env";
import type { OfferedFile } from "@/lib/jobs/job";
import type { Observation } from "@/lib/jobs/outcome";

/** What is asked of a provider, in its own words: a body that its schema has read, and the pictures that go with it. */
export interface Asked<Body> {
  body: Body;
  /** Paths of uploaded files. */
  files: readonly string[];
  /** Pictures of the library, where they are too many to be listed. */
  pictures?: PictureRange | undefined;
}

/** Some of the pictures of a job that has many: those that lie from here to there in its own order (see job_assets). */
export interface PictureRange {
  from: number;
  to: number;
  /** Whether they lie inside the request, as `data:` URLs; else it has links to them. */
  isInline: boolean;
}

/** One of many pictures. What comes back is known by `assetId`, which is ours. */
export type LibraryPicture = { assetId: string } & (
  | {
      /** A link to it, valid for 36 hours. Never to be logged. */
      url: string;
    }
  | {
      /** The picture itself, a JPEG. Bytes, and no text: of thousands, each would stay for a while. */
      jpeg: Buffer;
    }
);

/** A model that makes videos, as the configuration offers it. */
export interface VideoModel {
  /** The provider's own id, unique among all providers. */
  id: string;
  /** Lengths in seconds, and sizes such as `1280x720`; the first is the default. Never empty. */
  seconds: readonly number[];
  sizes: readonly string[];
  /** Nothing new can be made with it any more; it is offered last, so that the reason is seen. */
  isClosed?: boolean;
}

/** What an adapter gets besides the request itself. */
export interface StartContext {
  /** Ours, and the same on every try: adapters put it where the provider lets them find it again. */
  operationId: string;
  /** Where the provider may call back, token included. Never to be logged. */
  callbackUrl: string;
  /** Links to the request's files, valid for some hours, or `data:` URLs with them inside. Never to be logged. */
  fileUrls: readonly string[];
  /** The pictures of the request's range, one after the other, as a stream; every call begins at the first. */
  pictures: () => AsyncIterable<LibraryPicture>;
}

export interface Started {
  ref: string;
  /** What the create call already told; `null` if nothing beyond the id. */
  observation: Observation | null;
  /** The file itself, of work that was done by the time its create call answered: nobody else has it. */
  made?: Buffer;
}

/** What is known of a start of unknown fate. */
export interface LostStart<Body> {
  request: Asked<Body>;
  operationId: string;
  /** When the intent was written. */
  since: Date;
  /** Which of these references belong to other operations of ours. */
  taken: (refs: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** The same of one whose job is deleted: nothing of what was asked. */
export type ForgottenStart = Omit<LostStart<unknown>, "request">;

/** Where a start of unknown fate was looked up. */
export type Found =
  | { type: "found"; started: Started }
  /** `isVouched` where the list that says so shows other work of that time: an empty one may be a stub. */
  | { type: "absent"; isVouched: boolean }
  | { type: "unprovable" };

export interface WebhookRequest {
  url: URL;
  headers: Headers;
  body: string;
}

/** A verified delivery. It is a hint: it says where to look, never what is true. */
export interface Delivery {
  /** Whose work it is about, where that is not the provider it was sent for. */
  provider?: string;
  /** The same on every repetition of the same delivery. */
  deliveryId: string;
  operationId: string | null;
  providerRef: string | null;
  /** The parsed body, for the inbox. */
  body: unknown;
}

/** What stands for a provider on one machine, as `npm start` and the tests have it. */
export interface Simulation {
  /** With any of these set, the user's own account is asked instead. */
  unless: readonly string[];
  /** The variables that lead to it. `webhookSecret` (`whsec_…`) is for those whose webhooks are signed with one. */
  variables(sandboxUrl: string, webhookSecret: string): Readonly<Record<string, string>>;
}

/** What a provider is to those who set it up: all of it lies in its `config.ts`. */
export interface ProviderConfig {
  /** For people: "Astria". */
  label: string;
  /** What it reads from the environment. */
  variables: Variables;
  /** Where it is asked, without a slash at its end. */
  baseUrl(): string;
  /** Absent where the variables of another provider lead to it as well. */
  simulation?: Simulation;
}

/**
 * The port to a provider: start, look, never loop. Every method may throw `ProviderError`; whether it is
 * worth trying again was decided where the error was made.
 */
export interface Provider<Body = unknown> extends ProviderConfig {
  /** What it can be asked for. Nobody else looks inside. */
  request: z.ZodType<Body>;
  /** Its create calls hold until the work is done, which may take 70 s, and answer with the file itself. */
  isSynchronous?: boolean;
  /** Whether files may lie inside a request as `data:` URLs, for where no provider can reach our links. */
  takesDataUrls?: boolean;
  /** Starts one piece of work. Called at most once per operation unless an earlier call provably failed. */
  start(request: Asked<Body>, context: StartContext): Promise<Started>;
  /** Looks up a start of unknown fate. */
  find(lost: LostStart<Body>): Promise<Found>;
  /**
   * The same by our operation's id alone, so that what was begun for a job that is deleted by now can be stopped or removed.
   * Absent where its work carries no such id, and where neither is offered.
   */
  findForgotten?(lost: ForgottenStart): Promise<Found>;
  /**
   * Asks about many at once, in as few calls as the provider allows. Every ref gets an answer or an error, but
   * those that were not asked about because `isTimeLeft` said no. What was read of a list in the same run, which is known by
   * being the same object, may answer as well: once for each ref, and for half a minute at most.
   */
  check(
    refs: readonly string[],
    isTimeLeft: () => boolean,
    run?: object,
  ): Promise<Map<string, Observation | Error>>;
  /** Asks the provider to stop. Absent where it offers no way to. */
  cancel?(ref: string): Promise<"canceled" | "requested" | "finished">;
  /**
   * Removes what the provider keeps of this work: a model that was trained, the pictures that it was trained on. Absent
   * where it offers no way to, or keeps nothing. Throws `not_found` where there is none.
   */
  remove?(ref: string): Promise<void>;
  /** The id of our operation that this work carries, where the provider's work can carry one; `null` if it is not ours. */
  identify?(ref: string): Promise<string | null>;
  /**
   * Opens a result that is not behind a plain link: one that needs our key, or lies inside an answer. `headers`
   * may ask for a range. Absent where links are plain.
   */
  open?(file: OfferedFile, headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
  /** Why no new work can be started with this model, in a sentence for a person; `null` if it can. Never throws. */
  refusal?(model: string | null, now: Date): Promise<string | null>;
  /** Verifies a webhook; throws `WebhookRejected` if it cannot be. */
  verifyWebhook(request: WebhookRequest): Promise<Delivery>;
}

/** What makes videos: every one of them is asked for a video in the same words (`VideoRequest`). */
export interface VideoMaker {
  /** The models it offers by configuration; none where it is not configured. */
  videoModels(): readonly VideoModel[];
  /** The variables without which it offers none: "FAL_KEY". */
  videoNeeds: string;
}

/** What makes pictures of prompts (`PictureRequest`). */
export interface PictureMaker {
  /** Whether its key is set. Throws where its variables are wrong, as `pictureModel` does. */
  isConfigured(): boolean;
  /** The model that is configured, as requests have it. */
  pictureModel(): string;
}

/** What makes voices of words (`SpeechRequest`). */
export interface VoiceMaker {
  /** Whether its key is set. Throws where its variables are wrong, as `voiceModel` does. */
  isConfigured(): boolean;
  /** The model that is configured. */
  voiceModel(): string;
}
