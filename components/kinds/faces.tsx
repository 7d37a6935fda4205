import { ResultSheet } from "@/components/jobs/result-sheet";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import { MiniStrip } from "@/components/sheet/mini-strip";
import { framesOf, type Sheet } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import { isKindName, type KindName } from "@/lib/jobs/kind-name";
import { chatFace } from "./chat/face";
import { imageTagsFace } from "./image-tags/face";
import type { KindFace } from "./kind-face";
import { photoshootFace } from "./photoshoot/face";
import { productCardFace } from "./product-card/face";
import { videoFace } from "./sora/face";
import { storyVideoFace } from "./story-video/face";

const faces = {
  photoshoot: photoshootFace,
  sora: videoFace,
  product_card: productCardFace,
  chat: chatFace,
  image_tags: imageTagsFace,
  story_video: storyVideoFace,
} as const satisfies Record<KindName, KindFace>;

const plainSheet = (job: JobView): Sheet => ({
  label: "Results",
  ghost: "none",
  frames: framesOf(job, "Result"),
});

const plainFace: KindFace = {
  Result: ({ job }) => <ResultSheet job={job} sheet={plainSheet(job)} />,
  Sheet: ({ job }) => <ContactSheet sheet={plainSheet(job)} />,
  Strip: ({ job }) => <MiniStrip sheet={plainSheet(job)} />,
};

/** What a kind looks like; its bare frames for one of the record that these pages do not know. */
export function faceOf(kind: string): KindFace {
  return isKindName(kind) ? faces[kind] : plainFace;
}
