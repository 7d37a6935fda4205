import pLimit from "p-limit";
import { renderSamplePhoto } from "../../sandbox/pictures/sample-photo";
import { renderSampleScene } from "../../sandbox/pictures/sample-scene";
import type { KindName } from "../../lib/jobs/kind-name";
import type { Api } from "./api";

/** Uploads what a job needs, and answers with its input as somebody would write it. */
type Prepare = (api: Api) => Promise<Record<string, unknown>>;

const pictures = 6;
const scenes = 40;

/** One job of every kind. */
export const demoJobs = {
  async photoshoot(api) {
    const images: string[] = [];
    for (let n = 0; n < pictures; n++)
      images.push(await api.upload(await renderSamplePhoto(n), `${n + 1}.jpg`));
    return { title: "A demonstration", subject: "woman", images };
  },
  sora: async () => ({ prompt: "A lighthouse at dusk, waves rolling in, the lamp turning slowly" }),
  async product_card(api) {
    const image = await api.upload(await renderSamplePhoto(9), "product.jpg");
    return { image, style: "clean studio, warm light", prompt: "Handmade, ships tomorrow" };
  },
  chat: async () => ({ prompt: "I want to learn how to develop film. Where do I begin?" }),
  async image_tags(api) {
    const fourAtOnce = pLimit(4);
    const each = Array.from({ length: scenes }, (_, n) =>
      fourAtOnce(async () => api.addToLibrary(await renderSampleScene(n), `scene-${n + 1}.jpg`)),
    );
    return { assetIds: await Promise.all(each) };
  },
  story_video: async () => ({
    story:
      "Old Marta keeps the lighthouse at the end of the bay. One winter night its lamp goes out, and a ship is out there. She carries her stove to the gallery, and feeds it with her chairs until morning. At dawn the ship lies in the harbour, and its crew bring her four new chairs.",
    scenes: 4,
    voice: "warm",
  }),
} satisfies Record<KindName, Prepare>;
