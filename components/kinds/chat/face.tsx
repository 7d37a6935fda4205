import { StoppedSheet } from "@/components/jobs/stopped-sheet";
import type { KindFace } from "@/components/kinds/kind-face";
import { Film } from "@/components/sheet/film";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { Lines } from "./lines";
import { ChatResult } from "./result";

/** Chat: a single strip of lines, then the answer. */
export const chatFace: KindFace = {
  Result: ChatResult,
  Sheet: ({ job }) =>
    hasNothing(job) ? (
      <StoppedSheet job={job} />
    ) : (
      <Film>
        <Lines job={job} />
      </Film>
    ),
};
