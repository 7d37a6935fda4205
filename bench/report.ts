/** What a figure was made of. Wall clock holds only beside what ran in the same minute. */
export type Basis = "count" | "bytes" | "CPU time" | "ratio of CPU time" | "wall clock";

/** One line of the table. */
export interface Row {
  /** What was measured: "P4: a claim of 500 at 10 M ended jobs, of that at 10 k". */
  what: string;
  /** With its unit: "1.2×". */
  value: string;
  /** "≤ 1.5×"; empty for what is told beside the others. */
  goal: string;
  /** `null` where there is no goal. */
  isMet: boolean | null;
  basis: Basis;
}

/** A mode of the benchmark: measures, says meanwhile how far it is, and returns its rows. */
export type Measure = (print: (line: string) => void) => Promise<Row[]>;

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, value, goal, isMet, basis }) =>
    [what, value, goal, isMet === null ? "" : isMet ? "met" : "missed", basis].join(" | "),
  );
  return [
    "| what | value | goal | | basis |",
    "|---|---|---|---|---|",
    ...lines.map((line) => `| ${line} |`),
  ].join("\n");
}

/** The middle one of these figures, or the mean of the two in the middle. Throws for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error("no figures");
  return (low + high) / 2;
}
