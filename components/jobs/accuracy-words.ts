import type { JobView } from "@/lib/jobs/job-view";

/** With fewer jobs to count, a rate would say more than we know. */
const fewest = 5;

/** "Done by then 9 times in 10 so far."; `null` where too little is known. Every and never are said only where they are true. */
export function accuracySentence(accuracy: JobView["accuracy"]): string | null {
  if (!accuracy || accuracy.of < fewest) return null;
  const { right, of } = accuracy;
  if (right >= of) return "Done by then every time so far.";
  if (right === 0) return "Not once done by then so far.";
  const inTen = Math.min(9, Math.max(1, Math.round((right / of) * 10)));
  return `Done by then ${inTen === 1 ? "once" : `${inTen} times`} in 10 so far.`;
}
