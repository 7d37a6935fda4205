import { appendFileSync, writeFileSync } from "node:fs";

/** Begins a log file anew; what its disk has no room for is lost, and holds nobody up. */
export function beginLog(file: string): (text: string | Uint8Array) => void {
  const write = (put: typeof appendFileSync, text: string | Uint8Array): void => {
    try {
      put(file, text, { mode: 0o600 });
    } catch {
      // There is nowhere left to say it.
    }
  };
  write(writeFileSync, "");
  return (text) => write(appendFileSync, text);
}
