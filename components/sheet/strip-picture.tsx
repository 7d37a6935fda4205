"use client";
import { useState, type ReactNode } from "react";
import { OwnPicture } from "@/components/ui/own-picture";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { stripPath, stripShapes, type StripShape } from "@/lib/jobs/strip";

/** Shows one of a strip's pictures; `null` for one that is not on it. */
type ShowPicture = (address: string | null) => ReactNode;

/**
 * The small pictures of a card as one file, however many they are. While its job is under way they arrive one by one, and
 * each is shown by itself, also after the end: then there is no strip.
 */
export function useStrip(
  job: Pick<JobView, "id" | "status">,
  shape: StripShape,
  addresses: ReadonlyArray<string | null>,
): ShowPicture {
  const [isEnded] = useState(isTerminal(job.status));
  const shown = addresses.filter((address) => address !== null);
  const src = isEnded ? stripPath(job.id, shape, shown) : null;
  return (address) => {
    const index = address === null ? -1 : shown.indexOf(address);
    return src === null || index < 0 ? null : (
      <StripPicture src={src} shape={shape} index={index} of={shown.length} />
    );
  };
}

interface Props {
  src: string;
  shape: StripShape;
  index: number;
  of: number;
}

/** One picture of a strip, in the middle of whatever holds it; a little larger than that, so that no edge of its neighbours shows. */
function StripPicture({ src, shape, index, of }: Props) {
  const { width, height } = stripShapes[shape];
  return (
    <OwnPicture
      src={src}
      alt=""
      width={width * of}
      height={height}
      loading="lazy"
      decoding="async"
      style={{ transform: `translateX(${(-100 * (index + 0.5)) / of}%)` }}
      className="absolute top-[-2%] left-1/2 h-[104%] w-auto max-w-none"
    />
  );
}
