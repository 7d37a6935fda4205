"use client";
import dynamic from "next/dynamic";
import type { ComponentType, ReactNode } from "react";
import { ResultSheet } from "@/components/jobs/result-sheet";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import type { JobView } from "@/lib/jobs/job-view";
import { isKindName, type KindName } from "@/lib/jobs/kind-name";
import { insisting } from "./insisting";
import type { KindFace } from "./kind-face";
import { plainSheet } from "./plain-sheet";

interface Shown {
  children: (face: KindFace) => ReactNode;
}

const shows = (face: KindFace) =>
  function Face({ children }: Shown) {
    return children(face);
  };

// Each is fetched by itself, and whole: a page needs one of them, and no more once its job moves on.
const faces = {
  photoshoot: dynamic(insisting(async () => shows((await import("./photoshoot/face")).photoshootFace))),
  sora: dynamic(insisting(async () => shows((await import("./sora/face")).videoFace))),
  product_card: dynamic(insisting(async () => shows((await import("./product-card/face")).productCardFace))),
  chat: dynamic(insisting(async () => shows((await import("./chat/face")).chatFace))),
  image_tags: dynamic(insisting(async () => shows((await import("./image-tags/face")).imageTagsFace))),
  story_video: dynamic(insisting(async () => shows((await import("./story-video/face")).storyVideoFace))),
} as const satisfies Record<KindName, ComponentType<Shown>>;

const PlainFace = shows({
  Result: ({ job }: { job: JobView }) => <ResultSheet job={job} sheet={plainSheet(job)} />,
  Sheet: ({ job }: { job: JobView }) => <ContactSheet sheet={plainSheet(job)} />,
});

/** Makes its children with what a kind looks like; with bare frames for one of the record that these pages do not know. */
export function WithFace({ kind, children }: Shown & { kind: string }) {
  const Face = isKindName(kind) ? faces[kind] : PlainFace;
  return <Face>{children}</Face>;
}
