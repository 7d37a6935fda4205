import { z } from "zod";
import type { Engine } from "@/lib/jobs/engine";
import { optional, variables, type Variables } from "@/lib/env";
import { askingVariables } from "./asking-line";
import { astria } from "./astria/astria";
import { fal } from "./fal/fal";
import { openai } from "./openai/openai";
import { openaiBatches } from "./openai-batches/openai-batches";
import { openaiMedia } from "./openai-media/openai-media";
import { openaiVideos } from "./openai-videos/openai-videos";
import { priceVariables } from "./prices";
import type {
  Asked,
  PictureMaker,
  PictureRange,
  Provider,
  VideoMaker,
  VideoModel,
  VoiceMaker,
} from "./provider";

/** Every provider, by the name in the record. A new one is a folder beside this file and a line here. */
const providers = {
  astria,
  "openai-videos": openaiVideos,
  "openai-batches": openaiBatches,
  openai,
  "openai-media": openaiMedia,
  fal,
} satisfies Record<string, Provider>;

type Providers = typeof providers;
export type ProviderName = keyof Providers;

/** What a kind wants started: at a provider, in that provider's own words. `files` are paths of uploaded files. */
export type StartRequest = {
  [Name in ProviderName]: {
    provider: Name;
    body: z.infer<Providers[Name]["request"]>;
    files?: readonly string[];
    pictures?: PictureRange;
  };
}[ProviderName];

/** A request that its provider has read, ready to be started or looked up. */
export interface Prepared {
  provider: Provider;
  name: ProviderName;
  request: Asked<unknown>;
}

/** Reads a request as its provider does. Throws, before anything is called, if it makes no sense. */
export function prepare({ provider: name, body, files = [], pictures }: StartRequest): Prepared {
  const provider: Provider = providers[name];
  return { provider, name, request: { body: provider.request.parse(body), files, pictures } };
}

/** The name of every provider. */
export const providerNames = Object.keys(providers).filter(isName);

/** Every provider. */
export function allProviders(): readonly Provider[] {
  return Object.values(providers);
}

/** The provider with this name, or `undefined`. */
export function providerNamed(name: string): Provider | undefined {
  return isName(name) ? providers[name] : undefined;
}

/** The provider of work in the record; throws if the code no longer knows it. */
export function requireProvider(name: string): Provider {
  const provider = providerNamed(name);
  if (!provider) throw new Error(`unknown provider in the record: ${name}`);
  return provider;
}

function isName(name: string): name is ProviderName {
  return Object.hasOwn(providers, name);
}

/** The providers that make videos. */
export type VideoProviderName = {
  [Name in ProviderName]: Providers[Name] extends VideoMaker ? Name : never;
}[ProviderName];

/** Whether a provider of this name makes videos. */
export function makesVideos(name: string): name is VideoProviderName {
  return isName(name) && "videoModels" in providers[name];
}

const videoProviders = Object.keys(providers).filter(makesVideos);

/** The one provider that makes videos; by default every one that is configured. */
const videoVariables = variables({ VIDEO_PROVIDER: optional(z.enum(videoProviders)) });

/** Who makes the pictures of stories, and who their voices, in the order in which they are tried by default. */
const pictureMakers = { openai, "openai-media": openaiMedia, fal } satisfies Record<string, PictureMaker>;
const voiceMakers = { fal, "openai-media": openaiMedia } satisfies Record<string, VoiceMaker>;

export type PictureMakerName = keyof typeof pictureMakers;
export type VoiceMakerName = keyof typeof voiceMakers;

/** Whether a provider of this name makes pictures of prompts. */
export function makesPictures(name: string): name is PictureMakerName {
  return Object.hasOwn(pictureMakers, name);
}

/** Whether a provider of this name makes voices. */
export function makesVoices(name: string): name is VoiceMakerName {
  return Object.hasOwn(voiceMakers, name);
}

/** The one who makes pictures, and the one who makes voices; by default the first that is configured. */
const storyVariables = variables({
  STORY_PICTURE_PROVIDER: optional(z.enum(namesOf(pictureMakers))),
  STORY_VOICE_PROVIDER: optional(z.enum(namesOf(voiceMakers))),
});

/** All that is read from the environment for the sake of providers: one error names everything that is wrong. */
export const providerVariables: Variables = variables({
  ...askingVariables.schema.shape,
  ...priceVariables.schema.shape,
  ...videoVariables.schema.shape,
  ...storyVariables.schema.shape,
  ...Object.assign({}, ...Object.values(providers).map((each) => each.variables.schema.shape)),
});

/** What to set so that videos are on offer: "FAL_KEY, or OPENAI_VIDEO_BASE_URL and OPENAI_VIDEO_API_KEY". */
export function videoNeeds(): string {
  return videoProviders.map((name) => providers[name].videoNeeds).join(", or ");
}

/** A video model, and who makes videos with it. */
export interface OfferedVideoModel extends VideoModel {
  provider: VideoProviderName;
}

/** Every video model that the configuration offers, the default first, the closed last. */
export function offeredVideoModels(): OfferedVideoModel[] {
  const { VIDEO_PROVIDER: only } = videoVariables();
  const makers = only === undefined ? videoProviders : [only];
  const models = makers.flatMap((provider) => modelsOf(provider).map((model) => ({ ...model, provider })));
  return models.toSorted((a, b) => Number(a.isClosed ?? false) - Number(b.isClosed ?? false));
}

/** One whose variables are wrong offers none, as is said at start-up; the others go on. */
function modelsOf(provider: VideoProviderName): readonly VideoModel[] {
  try {
    return providers[provider].videoModels();
  } catch {
    return [];
  }
}

/** Who makes the pictures of stories, and with which model: also where nobody is configured, which is then said on starting. */
export function offeredPictureModel(): Engine & { provider: PictureMakerName } {
  const only = orNull(() => storyVariables().STORY_PICTURE_PROVIDER);
  const provider = only ?? firstConfigured(pictureMakers);
  return { provider, model: orNull(() => pictureMakers[provider].pictureModel()) };
}

/** The same of their voices. */
export function offeredVoiceModel(): Engine & { provider: VoiceMakerName } {
  const only = orNull(() => storyVariables().STORY_VOICE_PROVIDER);
  const provider = only ?? firstConfigured(voiceMakers);
  return { provider, model: orNull(() => voiceMakers[provider].voiceModel()) };
}

/** The first whose key is set; the first of all where none is. */
function firstConfigured<Name extends string>(makers: Record<Name, { isConfigured(): boolean }>): Name {
  const [first, ...others] = namesOf(makers);
  return [first, ...others].find((name) => orNull(() => makers[name].isConfigured()) === true) ?? first;
}

function namesOf<Name extends string>(makers: Record<Name, unknown>): [Name, ...Name[]] {
  return Object.keys(makers) as [Name, ...Name[]];
}

/** `null` where variables are wrong, as is said at start-up. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
