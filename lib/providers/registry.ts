import { z } from "zod";
import { optional, variables, type Variables } from "@/lib/env";
import { astria } from "./astria/astria";
import { fal } from "./fal/fal";
import { openai } from "./openai/openai";
import { openaiBatches } from "./openai-batches/openai-batches";
import { openaiVideos } from "./openai-videos/openai-videos";
import type { Asked, PictureRange, Provider, VideoModel, VideoProvider } from "./provider";

/** Every provider, by the name in the record. A new one is a folder beside this file and a line here. */
const providers = {
  astria,
  "openai-videos": openaiVideos,
  "openai-batches": openaiBatches,
  openai,
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
  [Name in ProviderName]: Providers[Name] extends VideoProvider ? Name : never;
}[ProviderName];

/** Whether a provider of this name makes videos. */
export function makesVideos(name: string): name is VideoProviderName {
  return isName(name) && "videoModels" in providers[name];
}

const videoProviders = Object.keys(providers).filter(makesVideos);

/** The one provider that makes videos; by default every one that is configured. */
const videoVariables = variables({ VIDEO_PROVIDER: optional(z.enum(videoProviders)) });

/** All that is read from the environment for the sake of providers: one error names everything that is wrong. */
export const providerVariables: Variables = variables({
  ...videoVariables.schema.shape,
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
