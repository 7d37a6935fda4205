import { wordsOf } from "@/components/kinds/words";
import { capitalised, count } from "@/components/ui/figures";
import type { JobEventView } from "@/lib/jobs/job-view";
import type { Source } from "@/lib/jobs/source";
import { doingOf } from "./stages";

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

/** A row of the ledger of a job of this kind, in whole sentences. An event this page does not know is told by its name. */
export function eventSentence(event: JobEventView, kind: string): string {
  const { type, stage, progress, source, detail } = event;
  const provider = event.providerLabel ?? "the provider";
  const first = event.providerLabel ?? "The provider";
  const ref = textIn(detail, "ref");
  const message = textIn(detail, "message");
  switch (type) {
    case "created":
      return "The job was created.";
    case "started": {
      const many = numberIn(detail, "count") ?? 1;
      if (many > 1) return `${count(many, "piece")} of work were started at ${provider}.`;
      return `The work was started at ${provider}${ref ? `, as ${ref}` : ""}.`;
    }
    case "found":
      return source.startsWith("webhook:")
        ? `${first} itself says that it has ${ref ?? "this work"}, whose start was never answered.`
        : `Work that had been started at ${provider} was found there again${ref ? `, as ${ref}` : ""}.`;
    case "start_lost":
      return `A start at ${provider} was lost on the way. It is made again.`;
    case "begun":
      return `${first} began ${workIn(detail)}.`;
    case "queued":
      return `${first} put ${workIn(detail)} back in line.`;
    case "stage":
      return stageSentence(textIn(detail, "from"), textIn(detail, "to") ?? stage);
    case "progress":
      return `${progress}% of the job is done.`;
    case "saved": {
      const names = detail["names"];
      const fresh = Array.isArray(names) ? names.length : 1;
      const all = numberIn(detail, "total") ?? fresh;
      return `${count(fresh, "result")} ${fresh === 1 ? "was" : "were"} saved. That makes ${all} in all.`;
    }
    case "spoilt": {
      const piece = wordsOf(kind).piece(textIn(detail, "step"), numberIn(detail, "slot"));
      return because(`${capitalised(piece)} was spoilt`, message);
    }
    case "delayed":
      return `${because("The check was delayed", message)}${nextIn(detail, "The next one comes")}`;
    case "retrying": {
      const next = `Attempt ${numberIn(detail, "attempt") ?? "two"} begins by itself`;
      return `${whole(message ?? "The attempt failed")}${nextIn(detail, next)}`;
    }
    case "provider_cancel":
      return stopSentence(event.providerLabel, textIn(detail, "outcome"));
    case "recovered":
      return "The provider answers again.";
    case "overdue":
      return "The job takes longer than it should. We go on asking.";
    case "completed":
      return "The job was completed.";
    case "failed":
      return because("The job failed", message);
    case "canceled":
      return "The job was canceled.";
    case "retried":
      return `The job was started again${asAttempt(detail)}.`;
    case "revised":
      return `Part ${numberIn(detail, "part") ?? "of it"} is made anew${asAttempt(detail)}.`;
    case "deleted":
      return "The job was deleted.";
    case "restored":
      return "The job was put back.";
    case "favourite":
      return "The job was made a favourite.";
    case "unfavourite":
      return "The job was taken from the favourites.";
    case "late_result":
      return "A result came after the end. Retry picks it up.";
    case "late_kept":
      return "What was done before the end was kept.";
    case "late_spoilt":
      return "Nothing more comes of the work that was under way.";
    case "webhook_late":
      return "A callback came after the end. It changed nothing.";
    default:
      return `Something else was noted: ${type.replaceAll("_", " ")}.`;
  }
}

/** "Training is over, and generating has begun." */
function stageSentence(from: string | null, to: string | null): string {
  const over = from && `${capitalised(doingOf(from))} is over`;
  if (to === null) return over ? `${over}.` : "The next stage has begun.";
  return over ? `${over}, and ${doingOf(to)} has begun.` : `${capitalised(doingOf(to))} has begun.`;
}

function stopSentence(label: string | null, outcome: string | null): string {
  if (outcome === "starting") {
    return `The work was just being started at ${label ?? "the provider"}, which is asked to stop as soon as it has answered, if it can.`;
  }
  // What is no known outcome is why the request to stop failed.
  return `${label ?? "The provider"} ${cancelOutcomes[outcome ?? ""] ?? "was asked to stop, but gave no clear answer"}.`;
}

/** ", as attempt 2" */
function asAttempt(detail: Record<string, unknown>): string {
  const attempt = numberIn(detail, "attempt");
  return attempt === null ? "" : `, as attempt ${attempt}`;
}

/** "The check was delayed: Astria asks us to wait." */
function because(what: string, why: string | null): string {
  return whole(why === null ? what : `${what}: ${why}`);
}

/** With a full stop, where it has no end of its own. */
function whole(sentence: string): string {
  return /[.!?…]["”’)]*$/.test(sentence) ? sentence : `${sentence}.`;
}

/** " The next one comes in 9 s."; nothing where nobody said when. */
function nextIn(detail: Record<string, unknown>, what: string): string {
  const retryInMs = numberIn(detail, "retryInMs");
  return retryInMs === null ? "" : ` ${what} in ${wait(retryInMs)}.`;
}

function workIn(detail: Record<string, unknown>): string {
  const many = numberIn(detail, "count") ?? 1;
  return many > 1 ? `${count(many, "piece")} of work` : "the work";
}

/** Milliseconds as a wait that is told once: "9 s", "2 min", "3 h". Rounded up, as nothing comes sooner. */
function wait(ms: number): string {
  if (ms < 90_000) return `${Math.ceil(ms / 1_000)} s`;
  return ms < 5_400_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`;
}

function textIn(detail: Record<string, unknown>, key: string): string | null {
  const value = detail[key];
  return typeof value === "string" && value !== "" ? value : null;
}

function numberIn(detail: Record<string, unknown>, key: string): number | null {
  const value = detail[key];
  return typeof value === "number" ? value : null;
}
