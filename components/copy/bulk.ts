import { modelsGoing } from "@/components/copy/deleting";
import { count } from "@/components/ui/figures";
import { isOpenTo, type BulkAction, type Outcome } from "@/hooks/bulk";
import type { JobView } from "@/lib/jobs/job-view";

/** How an action is called, and what it is called while it goes on. */
export const bulkWords = {
  cancel: { verb: "Cancel", going: "Canceling", keep: "Keep them going" },
  retry: { verb: "Retry", going: "Starting again", keep: "Leave them" },
  delete: { verb: "Delete", going: "Deleting", keep: "Keep them" },
} as const satisfies Record<BulkAction, object>;

/** "Cancel jobs": all that are chosen; "Cancel 2 jobs", where it cannot be done with all of them. */
export function bulkName(action: BulkAction, open: number, chosen: number): string {
  const jobs = open < chosen ? count(open, "job") : chosen === 1 ? "job" : "jobs";
  return `${bulkWords[action].verb} ${jobs}`;
}

/** What is asked before it is done with these jobs, those that are open to it. */
export function bulkQuestion(action: BulkAction, jobs: readonly JobView[]): { title: string; text: string } {
  const title = `${bulkWords[action].verb} ${count(jobs.length, "job")}?`;
  switch (action) {
    case "cancel":
      return {
        title,
        text: "Their providers are asked to stop where they can. What is done by then may still be charged. You can start them again later.",
      };
    case "retry": {
      const hopeless = jobs.filter(
        ({ error, adoptable }) => error?.retryable === false && adoptable === null,
      );
      const same = hopeless.length === 0 ? "" : ` ${sameAgain(hopeless.length, jobs.length)}`;
      return {
        title,
        text: `What was finished or still runs is picked up. What has to be started anew is paid for where its provider charges.${same}`,
      };
    }
    case "delete": {
      const running = jobs.filter((job) => isOpenTo("cancel", job)).length;
      const some = running === 1 ? "is" : "are";
      const models = modelsGoing(jobs);
      const work = `${running === jobs.length ? "What you chose is" : `${running.toLocaleString("en")} of them ${some}`} under way: that work is stopped where its provider can, and what is paid stays paid. `;
      return {
        title,
        text: `${running === 0 ? "" : work}They go with their files, and what they cost stays in the sums of your months.${models && ` ${models}`} You can undo this for ten seconds.`,
      };
    }
  }
}

function sameAgain(hopeless: number, all: number): string {
  const which = hopeless === all ? "With the same input they" : `With the same input ${hopeless} of them`;
  return `${which} would most likely end the same way.`;
}

const told = {
  cancel: { done: "canceled", over: ["was over already", "were over already"], failed: "canceled" },
  retry: {
    done: "started again",
    over: ["had nothing to retry", "had nothing to retry"],
    failed: "started again",
  },
  delete: { done: "deleted", over: ["was gone already", "were gone already"], failed: "deleted" },
} as const satisfies Record<BulkAction, object>;

const figure = (number: number): string => number.toLocaleString("en");

/** What came of it: "7 canceled, 1 was over already", and why some of it went wrong. */
export function bulkNews(
  action: BulkAction,
  outcomes: ReadonlyMap<string, Outcome>,
): { title: string; reasons: string } {
  const all = [...outcomes.values()];
  const words = told[action];
  const problems = problemsIn(all);
  const numberOf = (outcome: Outcome) => all.filter((each) => each === outcome).length;
  const [done, over, gone] = [numberOf("done"), numberOf("over"), numberOf("gone")];
  const parts = [
    done > 0 && `${figure(done)} ${words.done}`,
    over > 0 && `${figure(over)} ${words.over[over === 1 ? 0 : 1]}`,
    gone > 0 && `${are(gone)} gone`,
    problems.length > 0 && `${figure(problems.length)} could not be ${words.failed}`,
  ];
  return { title: parts.filter(Boolean).join(", "), reasons: [...new Set(problems)].join(" ") };
}

/** What came of taking deletions back, and why some could not be: their time was over, or what each answer says. */
export function backNews(outcomes: ReadonlyMap<string, Outcome>): { title: string; reasons: string } {
  const all = [...outcomes.values()];
  const back = all.filter((each) => each === "done").length;
  const gone = all.filter((each) => each === "gone").length;
  const lost = all.length - back;
  const title = all.length === 1 && back === 1 ? "It is back" : `${are(back)} back`;
  const over = gone === 0 ? [] : [`Ten seconds are over: ${are(gone)} gone for good.`];
  return {
    title: lost === 0 ? title : `${title}, ${figure(lost)} could not be brought back`,
    reasons: [...over, ...new Set(problemsIn(all))].join(" "),
  };
}

const are = (number: number): string => `${figure(number)} ${number === 1 ? "is" : "are"}`;

const problemsIn = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap((outcome) => (typeof outcome === "object" ? [outcome.problem] : []));
