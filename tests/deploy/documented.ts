import { readFileSync } from "node:fs";

const guide = readFileSync("docs/deploy.md", "utf8");

/** The fenced blocks of docs/deploy.md in this language, without their indentation. */
export function documented(language: "sh" | "sql" | "json"): string[] {
  const blocks = guide.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm);
  return [...blocks].flatMap(([, indent = "", name, text = ""]) =>
    name === language ? [text.replaceAll(new RegExp(`^${indent}`, "gm"), "").trim()] : [],
  );
}

/** A command, with what the guide says about its answer. */
export interface Command {
  line: string;
  /** The comment beneath it. */
  says: string;
}

/** The commands of its shell blocks. */
export function commands(): Command[] {
  const lines = documented("sh").flatMap((block) => block.replaceAll(/ *\\\n */g, " ").split("\n"));
  const found: Command[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (line.startsWith("# ") && last) last.says += line.slice(2);
    else if (line.trim() !== "") found.push({ line: line.trim(), says: "" });
  }
  return found;
}
