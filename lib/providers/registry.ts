import { astria } from "./astria/astria";
import { fal } from "./fal/fal";
import { openai } from "./openai/openai";
import { openaiVideos } from "./openai-videos/openai-videos";
import type { Provider, VideoModel } from "./provider";

/** Every provider. A new one is a folder beside this file and a line here. */
const providers: readonly Provider[] = [astria, openaiVideos, openai, fal];

/** The provider with this name, or `undefined`. */
export function providerNamed(name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name);
}

/** A video model, and who makes videos with it. */
export interface OfferedVideoModel extends VideoModel {
  provider: string;
}

/** Every video model that the configuration offers, the default first, the closed last. */
export function offeredVideoModels(): OfferedVideoModel[] {
  const models = providers.flatMap(({ name, videoModels }) =>
    (videoModels?.() ?? []).map((model) => ({ ...model, provider: name })),
  );
  return models.toSorted((a, b) => Number(a.isClosed ?? false) - Number(b.isClosed ?? false));
}
