import type { Flaw } from "../core/flaw";
import { filled, scenesAllowed, type Schema } from "../stories/schema-form";
import { countWords } from "../stories/words";
import { writeScript } from "../stories/write-script";

/** So many words of a story make a scene, where the number of scenes is left to the writer. */
const WORDS_A_SCENE = 40;

/** The script of a story in the form that was asked for; `null` where the form is none of a script's. */
export function scriptOf(
  story: string,
  instructions: string | null,
  schema: Schema,
  flaw: Flaw | null,
): string | null {
  const allowed = scenesAllowed(schema);
  if (!allowed) return null;
  const told = /\b(\d{1,2}) scenes\b/.exec(instructions ?? "")?.[1];
  const asked = Math.round(told === undefined ? countWords(story) / WORDS_A_SCENE : Number(told));
  const script = writeScript(
    story,
    Math.max(1, allowed.fewest, Math.min(allowed.most, asked)),
    wishIn(instructions),
  );
  const json = JSON.stringify(filled(schema, flaw === "empty-script" ? { ...script, scenes: [] } : script));
  return flaw === "unreadable-script" ? json.slice(0, Math.floor(json.length / 2)) : json;
}

/** How the pictures are to look, where the instructions say so. */
function wishIn(instructions: string | null): string | null {
  const [, wish = ""] = /\blook like this[^"]*"((?:[^"\\]|\\.)+)"/.exec(instructions ?? "") ?? [];
  return wish === "" ? null : wish;
}
