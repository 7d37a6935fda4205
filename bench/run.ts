import { availableParallelism, cpus } from "node:os";
import { tableOf, type Measure, type Row } from "./report";

/** What can be measured: a file of that name beside this one, which exports `measure`. */
const modes = ["check", "watchers", "schedule", "scale", "page", "push"] as const;

const [asked = "all"] = process.argv.slice(2);
const chosen = modes.filter((each) => asked === "all" || each === asked);
if (chosen.length === 0)
  throw new Error(`No such benchmark: ${asked}. There are ${modes.join(", ")}, and all.`);

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const rows: Row[] = [];
for (const mode of chosen) {
  const { measure } = (await import(`./${mode}.ts`)) as { measure: Measure };
  rows.push(...(await measure(print)));
}
print(
  `\n${asked}, ${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} × ${cpus()[0]?.model}\n`,
);
print(tableOf(rows));
if (rows.some(({ isMet }) => isMet === false)) process.exitCode = 1;
