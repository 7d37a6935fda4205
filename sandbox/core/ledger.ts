import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const Line = z.object({ kind: z.string(), data: z.unknown() });
type Line = z.infer<typeof Line>;

/** What must survive a restart: an append-only JSONL file, or nothing at all where no file is given. */
export class Ledger {
  private readonly earlier: Line[];
  /** Whether the last line may have no end: its disk was full. */
  private isTorn = false;

  constructor(private readonly file?: string) {
    this.earlier = file && existsSync(file) ? readLines(file) : [];
    if (file) mkdirSync(dirname(file), { recursive: true });
  }

  /** The records of an earlier run, oldest first. */
  read<T>(kind: string, schema: z.ZodType<T>): T[] {
    return this.earlier.filter((line) => line.kind === kind).map((line) => schema.parse(line.data));
  }

  append(kind: string, data: unknown): void {
    if (!this.file) return;
    const before = this.isTorn ? "\n" : "";
    this.isTorn = true;
    appendFileSync(this.file, `${before}${JSON.stringify({ kind, data })}\n`);
    this.isTorn = false;
  }
}

/** A process killed in the middle of a write leaves a torn line; it was never answered, so it is skipped. */
function readLines(file: string): Line[] {
  const lines: Line[] = [];
  const text = readFileSync(file, "utf8");
  if (text !== "" && !text.endsWith("\n")) appendFileSync(file, "\n");
  for (const row of text.split("\n")) {
    try {
      lines.push(Line.parse(JSON.parse(row)));
    } catch {
      continue;
    }
  }
  return lines;
}
