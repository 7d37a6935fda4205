import { renderSamplePhoto } from "../../sandbox/pictures/sample-photo";
import type { Api } from "./api";

/** One job of a kind, as somebody would start it. */
export interface DemoJob {
  kind: string;
  /** Uploads what the job needs and answers with its input. */
  prepare(api: Api): Promise<Record<string, unknown>>;
}

const pictures = 6;

export const demoJobs: readonly DemoJob[] = [
  {
    kind: "photoshoot",
    async prepare(api) {
      const images: string[] = [];
      for (let n = 0; n < pictures; n++)
        images.push(await api.upload(await renderSamplePhoto(n), `${n + 1}.jpg`));
      return { title: "A demonstration", subject: "woman", images };
    },
  },
  {
    kind: "sora",
    prepare: async () => ({ prompt: "A lighthouse at dusk, waves rolling in, the lamp turning slowly" }),
  },
  {
    kind: "product_card",
    async prepare(api) {
      const image = await api.upload(await renderSamplePhoto(9), "product.jpg");
      return { image, style: "clean studio, warm light", prompt: "Handmade, ships tomorrow" };
    },
  },
  {
    kind: "chat",
    prepare: async () => ({ prompt: "Why do photographs need a darkroom, and why is its lamp red?" }),
  },
];
