import dynamic from "next/dynamic";
import { count } from "@/components/jobs/status-words";
import type { KindFace } from "@/components/kinds/kind-face";
import { Film } from "@/components/sheet/film";
import type { JobView } from "@/lib/jobs/job-view";
import { answerOf } from "./input";
import { Lines } from "./lines";
import { ChatResult } from "./result";

/** Chat: a single strip of lines, then the answer. */
export const chat: KindFace = {
  name: "Chat",
  plural: "Chats",
  line: "Ask a question that deserves some thought, and come back to the answer.",
  awaited: "the answer",
  piece: () => "the answer",
  Form: dynamic(async () => (await import("./form")).ChatForm),
  Result: ChatResult,
  Sheet: ({ job }) => (
    <Film>
      <Lines job={job} />
    </Film>
  ),
  Strip: ({ job }) => (
    <Film small>
      <Lines job={job} small />
    </Film>
  ),
  summary: (job) => [job.provider, job.model].filter(Boolean).join(" · ") || "Chat",
  developed,
};

function developed(job: JobView): string {
  if (job.status === "pending" || job.status === "processing") return job.stageLabel;
  if (job.status !== "completed") return "No answer came";
  const { tokensUsed, isCutShort } = answerOf(job);
  const tokens = tokensUsed === null ? "Answered" : `Answered with ${count(tokensUsed, "token")}`;
  return isCutShort ? `${tokens}, cut at its limit` : tokens;
}
