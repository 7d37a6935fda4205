import { count } from "@/components/ui/figures";
import type { Leaving } from "@/lib/jobs/leaving";

/** What goes, one line each; only what there is. */
export function belongingsLines({ belongings }: Pick<Leaving, "belongings">): string[] {
  const { jobs, underWay, results, uploads, images, endpoints, chats } = belongings;
  const running =
    underWay === 0
      ? ""
      : `, ${underWay} of them under way: that work is stopped where it can be, and what is paid stays paid`;
  return [
    jobs > 0 && `${count(jobs, "job")} with all that is known of ${jobs === 1 ? "it" : "them"}${running}`,
    results > 0 && `${count(results, "file")} that they made`,
    uploads > 0 &&
      `${count(uploads, "picture")} that you uploaded for jobs, and the models that were trained on them`,
    images > 0 && `${count(images, "image")} of your library, with tags and captions`,
    endpoints > 0 && `${count(endpoints, "endpoint")} that your jobs are told to, with all deliveries`,
    chats > 0 && "the link to your Telegram chat",
    "what this browser keeps of drafts and of pictures on their way",
  ].filter((line) => line !== false);
}

/** What becomes of the account itself. */
export function accountSentence({ keepsAccount }: Pick<Leaving, "keepsAccount">): string {
  switch (keepsAccount) {
    case null:
      return "You are signed out everywhere, and then your account is removed as well.";
    case "shared":
      return "You are signed out everywhere. The account itself stays, empty: it is the demo’s, and others use it too.";
    case "refused":
      return "You are signed out everywhere. The account itself stays, empty: this Darkroom has no right to remove accounts.";
  }
}
