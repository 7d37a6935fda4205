import { wordsOf } from "@/components/kinds/words";
import { count } from "@/components/ui/figures";
import type { JobChange } from "@/hooks/changes";
import type { JobEventView } from "@/lib/jobs/job-view";
import type { Source } from "@/lib/jobs/source";
import { moneySentence, reasonSentence } from "./endings";
import { verbFor } from "./verb";

/** Who brings lines of the ledger, by the names that programs have for them. */
const sources: Readonly<Record<string, string>> = {
  browser: "your browser",
  manual: "you",
  telegram: "you, in Telegram",
  step: "Darkroom itself",
  "vercel-cron": "Vercel Cron",
  "github-actions": "GitHub Actions",
  "pg-cron": "the database's clock",
  "external-cron": "a scheduler",
};

/** Who brought a line of the ledger, for people: "your browser", "a callback from fal", "the scheduler local-ticker". */
export function sourceWords(source: Source, provider: string | null): string {
  if (source.startsWith("webhook:")) return `a callback from ${provider ?? "the provider"}`;
  return sources[source] ?? `the scheduler ${source}`;
}

/** What became of asking a provider to stop. */
const cancelOutcomes: Readonly<Record<string, string>> = {
  canceled: "stopped the work",
  requested: "was asked to stop",
  finished: "had finished before it could stop",
  unsupported: "cannot stop work that has begun",
};

/** A row of the ledger of a job of this kind, as a sentence. An event this page does not know is shown by its name. */
export function eventSentence(event: JobEventView, kind: string): string {
  const { type, stage, progress, source, detail } = event;
  const provider = event.providerLabel ?? "the provider";
  const ref = textIn(detail, "ref");
  const slot = numberIn(detail, "slot");
  const message = textIn(detail, "message");
  switch (type) {
    case "created":
      return "job created";
    case "started": {
      const what = (numberIn(detail, "count") ?? 1) === 1 ? (ref ?? "work") : workIn(detail);
      return `${what} started at ${provider}`;
    }
    case "found":
      return source.startsWith("webhook:")
        ? `${provider} itself says that it has ${ref ?? "this work"}, whose start was never answered`
        : `${ref ?? "work"} was already started at ${provider}, found again`;
    case "start_lost":
      return `a start at ${provider} was lost on the way, it is made again`;
    case "begun":
      return `${provider} began ${workIn(detail)}`;
    case "queued":
      return `${provider} put ${workIn(detail)} back in line`;
    case "stage": {
      const from = textIn(detail, "from");
      const to = textIn(detail, "to") ?? stage ?? "next stage";
      return from ? `${from} finished, ${to} begun` : `${to} begun`;
    }
    case "progress":
      return `${progress}% known`;
    case "saved": {
      const names = detail["names"];
      const fresh = Array.isArray(names) ? names.length : 1;
      return `${count(fresh, "result")} saved, ${numberIn(detail, "total") ?? fresh} in all`;
    }
    case "spoilt":
      return sentenceOf([`${wordsOf(kind).piece(textIn(detail, "step"), slot)} spoilt`, message]);
    case "delayed": {
      const retryInMs = numberIn(detail, "retryInMs");
      const again = retryInMs === null ? null : `next try in ${Math.ceil(retryInMs / 1000)} s`;
      return sentenceOf(["check delayed", message, again]);
    }
    case "retrying": {
      const retryInMs = numberIn(detail, "retryInMs");
      const when = retryInMs === null ? null : `begins in ${Math.ceil(retryInMs / 1000)} s`;
      return sentenceOf([`another attempt${ofAttempt(detail)}`, message, when]);
    }
    case "provider_cancel":
      return stopSentence(provider, textIn(detail, "outcome"));
    case "recovered":
      return "the provider answers again";
    case "overdue":
      return "later than it should be, asking goes on";
    case "completed":
      return "completed";
    case "failed":
      return sentenceOf(["failed", message]);
    case "canceled":
      return "canceled";
    case "retried":
      return `started again, attempt ${numberIn(detail, "attempt") ?? ""}`.trim();
    case "revised":
      return `part ${numberIn(detail, "part") ?? "of it"} is made anew, attempt ${numberIn(detail, "attempt") ?? ""}`.trim();
    case "deleted":
      return "deleted";
    case "restored":
      return "put back";
    case "favourite":
      return "made a favourite";
    case "unfavourite":
      return "taken from the favourites";
    case "late_result":
      return "a result came after the end; Retry picks it up";
    case "late_kept":
      return "what was done before the end is kept";
    case "late_spoilt":
      return "nothing more comes of the work that was under way";
    default:
      return type.replaceAll("_", " ");
  }
}

/** A change as short news. */
export function newsOf({ job, what }: JobChange): { title: string; description: string } {
  switch (what) {
    case "stage":
      return { title: job.title, description: `${job.stageLabel}.` };
    case "completed":
      return {
        title: `${job.title} ${verbFor(job.title, "is")} done`,
        description: `${wordsOf(job.kind).developed(job)}.`,
      };
    case "failed":
      return {
        title: `${job.title} failed`,
        description:
          job.error === null
            ? "No reason was given."
            : `${reasonSentence(job.error, job)} ${moneySentence(job.error, job)}`,
      };
    case "canceled":
      return {
        title: `${job.title} ${verbFor(job.title, "was")} canceled`,
        description: "You can start it again on its page.",
      };
  }
}

function stopSentence(provider: string, outcome: string | null): string {
  if (outcome === "starting") {
    return `it was just being started at ${provider}; ${provider} is asked to stop as soon as it has answered, if it can`;
  }
  // What is no known outcome is why the request to stop failed.
  return `${provider} ${cancelOutcomes[outcome ?? ""] ?? "was asked to stop, but gave no clear answer"}`;
}

function ofAttempt(detail: Record<string, unknown>): string {
  const attempt = numberIn(detail, "attempt");
  return attempt === null ? "" : `, number ${attempt}`;
}

/** "check delayed: Astria asks us to wait, next try in 9 s": what, why, and what then. */
function sentenceOf([what, ...more]: [string, ...(string | null)[]]): string {
  const rest = more.filter((part) => part !== null).map((part) => part.replace(/\.$/, ""));
  return rest.length === 0 ? what : `${what}: ${rest.join(", ")}`;
}

function workIn(detail: Record<string, unknown>): string {
  const many = numberIn(detail, "count") ?? 1;
  return many > 1 ? `${count(many, "piece")} of work` : "work";
}

function textIn(detail: Record<string, unknown>, key: string): string | null {
  const value = detail[key];
  return typeof value === "string" && value !== "" ? value : null;
}

function numberIn(detail: Record<string, unknown>, key: string): number | null {
  const value = detail[key];
  return typeof value === "number" ? value : null;
}
