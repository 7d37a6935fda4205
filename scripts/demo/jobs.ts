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
];
