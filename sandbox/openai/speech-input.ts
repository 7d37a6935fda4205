import { z } from "zod";
import { isForbidden } from "../core/fate";
import { invalid, refusal } from "./errors";
import { mustBeServed } from "./models";

const MODELS = ["tts-1", "tts-1-hd", "gpt-4o-mini-tts"];
const EVERYBODY = ["alloy", "ash", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer"] as const;
/** The older models do not have these. */
const NEWCOMERS = ["ballad", "verse", "marin", "cedar"] as const;
const FORMATS = ["mp3", "opus", "aac", "flac", "wav", "pcm"] as const;
const MOST_CHARACTERS = 4_096;

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `supported values are ${quoted(values)}`);

/** The fields of `POST /audio/speech`. */
const SpeechInput = z.object({
  model: z.string(),
  input: z.string().min(1, "is too short"),
  voice: z.string(),
  instructions: z.string().max(MOST_CHARACTERS, "is too long").nullish(),
  response_format: oneOf(FORMATS).default("mp3"),
  speed: z.number().min(0.25).max(4).default(1),
  stream_format: z.literal("audio", "the sandbox does not stream events").default("audio"),
});
type SpeechInput = z.infer<typeof SpeechInput>;

/** @throws Refusal 400 for a wrong field or a forbidden text, 404 for a model that does not speak or is gone by `now` */
export function readSpeechInput(fields: Record<string, unknown>, now: number): SpeechInput {
  const parsed = SpeechInput.safeParse(fields, { reportInput: true });
  if (!parsed.success) throw invalid(parsed.error);
  const { data } = parsed;
  const family = data.model.replace(/-\d{4}-\d{2}-\d{2}$/, "");
  mustBeServed(data.model, now);
  if (!MODELS.includes(family))
    throw refusal(404, `The model '${data.model}' is not supported with this endpoint.`, {
      param: "model",
      code: "model_not_found",
    });
  mustBeKnown(data.voice, family);
  if (data.input.length > MOST_CHARACTERS)
    throw asListed("string_too_long", "input", `'String should have at most ${MOST_CHARACTERS} characters'`);
  if (isForbidden(data.input, "voice"))
    throw refusal(400, "Your request was rejected by the safety system.", {
      param: "input",
      code: "moderation_blocked",
    });
  return data;
}

/** The older models say what is wrong in the list that their server makes of it, the newer in a sentence. */
function mustBeKnown(voice: string, family: string): void {
  const isNew = family === "gpt-4o-mini-tts";
  const voices: readonly string[] = isNew ? [...EVERYBODY, ...NEWCOMERS] : EVERYBODY;
  if (voices.includes(voice)) return;
  if (!isNew)
    throw asListed("enum", "voice", `"Input should be ${quoted(voices, "or")}", 'input': '${voice}'`);
  throw refusal(400, `Invalid value: '${voice}'. Supported values are: ${quoted(voices, "and")}.`, {
    param: "voice",
    code: "invalid_value",
  });
}

function asListed(type: string, field: string, rest: string) {
  return refusal(400, `[{'type': '${type}', 'loc': ('body', '${field}'), 'msg': ${rest}}]`);
}

/** "'a', 'b' or 'c'" */
function quoted(values: readonly string[], last: "and" | "or" = "and"): string {
  const marked = values.map((value) => `'${value}'`);
  return `${marked.slice(0, -1).join(", ")}${last === "and" ? "," : ""} ${last} ${marked.at(-1)}`;
}
