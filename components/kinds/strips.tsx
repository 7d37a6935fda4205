import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { Film } from "@/components/sheet/film";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { MiniStrip } from "@/components/sheet/mini-strip";
import type { JobView } from "@/lib/jobs/job-view";
import { isKindName, type KindName } from "@/lib/jobs/kind-name";
import { Lines } from "./chat/lines";
import { insisting } from "./insisting";
import { PhotoshootStrip } from "./photoshoot/strip";
import { plainSheet } from "./plain-sheet";
import { CardStrip } from "./product-card/strip";
import { VideoStrip } from "./sora/strip";

// Lists seldom show these two.
const TagStrip = dynamic(
  insisting(async () => (await import("./image-tags/strip")).TagStrip),
  { loading: Blank },
);
const StoryStrip = dynamic(
  insisting(async () => (await import("./story-video/strip")).StoryStrip),
  { loading: Blank },
);

type KindStrip = ComponentType<{ job: JobView }>;

const strips = {
  photoshoot: PhotoshootStrip,
  sora: VideoStrip,
  product_card: CardStrip,
  chat: ({ job }) =>
    hasNothing(job) ? null : (
      <Film small>
        <Lines job={job} small />
      </Film>
    ),
  image_tags: TagStrip,
  story_video: StoryStrip,
} as const satisfies Record<KindName, KindStrip>;

const PlainStrip: KindStrip = ({ job }) => <MiniStrip job={job} sheet={plainSheet(job)} />;

/** Film that is on its way, as tall as it will be. */
function Blank() {
  return (
    <Film small>
      <div className="h-strip" />
    </Film>
  );
}

/** A job's film, small, for cards; bare frames for a kind of the record that these pages do not know. */
export function Strip({ job }: { job: JobView }) {
  const Known = isKindName(job.kind) ? strips[job.kind] : PlainStrip;
  return <Known job={job} />;
}
