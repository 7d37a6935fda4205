import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene } from "@/lib/jobs/story";
import { isTerminal } from "@/lib/jobs/status";

/** What is said under a scene while its film is made, and whether that is under way just now. */
export interface Standing {
  words: string;
  tone: "waiting" | "lit" | "done" | "fail";
}

/** How far a scene is: what it waits for, what is made of it just now, or that it is in the film. */
export function standingOf(scene: StoryScene, job: Pick<JobView, "status" | "error">): Standing {
  const { picture, voice, segment } = scene;
  const isOver = isTerminal(job.status);
  const spoilt = (part: string) => (isRefused(scene.number, part, job.error) ? "refused" : "spoilt");
  if (segment.state === "developed") return { words: "rendered", tone: "done" };
  if (picture.state === "spoilt") return { words: `picture ${spoilt("picture")}`, tone: "fail" };
  if (voice.state === "spoilt") return { words: `voice ${spoilt("voice")}`, tone: "fail" };
  if (segment.state === "spoilt") return { words: "not rendered", tone: "fail" };
  const missing = [picture.state !== "developed" && "picture", voice.state !== "developed" && "voice"].filter(
    (each) => each !== false,
  );
  if (missing.length > 0) {
    const what = missing.join(" and ");
    if (isOver) return { words: `no ${missing.join(", no ")}`, tone: "waiting" };
    const isLit = picture.state === "developing" || voice.state === "developing";
    return isLit
      ? { words: `${what} under way`, tone: "lit" }
      : { words: `${what} to come`, tone: "waiting" };
  }
  if (segment.state === "developing" && !isOver) return { words: "being rendered", tone: "lit" };
  return { words: isOver ? "ready to be rendered" : "to be rendered", tone: "waiting" };
}

/** Whether a job ended because that part of the scene was refused: the record names it. */
function isRefused(number: number, part: string, error: JobView["error"]): boolean {
  const isRefusal = error?.code === "moderation" || error?.code === "rejected";
  return isRefusal && error.message.startsWith(`Scene ${number}, its ${part}: `);
}
