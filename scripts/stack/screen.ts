import { styleText } from "node:util";

/** What a person sees while a stack comes up: a line a part. Nothing moves where no person looks. */
export interface Screen {
  heading(text: string): void;
  /** Shows a step while it runs and how long it took; passes its result or its error on. */
  step<T>(name: string, work: Promise<T>, done?: (result: T) => string): Promise<T>;
  line(name: string, text: string): void;
  note(text: string): void;
  url(url: string): void;
  failure(error: unknown): void;
}

const print = (text: string): void => console.log(text);
const dim = (text: string): string => styleText("dim", text);
const column = (name: string): string => `  ${name.padEnd(11)}`;
const line = (name: string, text: string): void => print(`${column(name)}${dim(text)}`);

export function terminalScreen(): Screen {
  return {
    heading: (text) => print(`\n  ${styleText("bold", text)}\n`),
    async step(name, work, done = () => "ready") {
      const started = Date.now();
      const result = await work;
      line(name, `${done(result)} in ${((Date.now() - started) / 1_000).toFixed(1)} s`);
      return result;
    },
    line,
    note: (text) => print(`\n${dim(text.replaceAll(/^/gm, "  "))}`),
    url: (url) => print(`\n${url}`),
    failure: (error) =>
      console.error(
        `\n${styleText("red", error instanceof Error ? error.message : String(error), { stream: process.stderr })}`,
      ),
  };
}
