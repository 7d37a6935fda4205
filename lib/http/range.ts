import type { Span } from "@/lib/services/load-file";

/**
 * What a `Range` asks for of so many bytes (RFC 9110 §14.2). `null` where there is no single range of bytes: the whole file
 * is the right answer then.
 */
export function parseRange(header: string | null, size: number): Span | "unsatisfiable" | null {
  const match = /^bytes=[ \t,]*(\d*)-(\d*)[ \t,]*$/i.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "") {
    const length = Math.min(size, Number(match[2]));
    return length === 0 ? "unsatisfiable" : { first: size - length, last: size - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === "" ? size - 1 : Math.min(size - 1, Number(match[2]));
  return first >= size || last < first ? "unsatisfiable" : { first, last };
}
