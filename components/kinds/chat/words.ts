import type { KindWords } from "@/components/kinds/kind-face";
import { count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { answerOf } from "./input";

export const chatWords: KindWords = {
  name: "Chat",
  plural: "Chats",
  line: "Ask a question that deserves some thought, and come back to the answer.",
  short: "An answer that took some thought.",
  awaited: "the answer",
  refusing: "answered",
  piece: () => "the answer",
  summary: (job) => job.provider ?? "Chat",
  developed,
};

function developed(job: JobView): string {
  if (job.status === "pending" || job.status === "processing") return job.stageLabel;
  if (job.status !== "completed") return "No answer came";
  const { tokensUsed, isCutShort } = answerOf(job);
  const tokens = tokensUsed === null ? "Answered" : `Answered with ${count(tokensUsed, "token")}`;
  return isCutShort ? `${tokens}, cut at its limit` : tokens;
}
