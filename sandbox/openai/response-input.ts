import { z } from "zod";
import { isForbidden } from "../core/fate";
import { invalid, refusal } from "./errors";
import { mustBeServed } from "./models";
import { readPictureSize } from "./picture-size";

const Text = z.looseObject({ type: z.enum(["input_text", "output_text"]), text: z.string() });
const Picture = z.looseObject({
  type: z.literal("input_image"),
  image_url: z.string().nullish(),
  file_id: z.string().nullish(),
});
const Part = z.union([Text, Picture]);
const Message = z.looseObject({
  role: z.enum(["user", "assistant", "system", "developer"]),
  content: z.union([z.string(), z.array(Part)]),
});

const ImageTool = z.looseObject({
  type: z.literal("image_generation"),
  model: z.string().default("gpt-image-2"),
  size: z
    .string()
    .regex(/^(auto|\d{2,4}x\d{2,4})$/, "expected 'auto' or WIDTHxHEIGHT")
    .default("auto"),
  output_format: z.enum(["png", "jpeg", "webp"]).default("png"),
});

/** The form of an answer, as strict mode has it. */
const Format = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text") }),
  z.looseObject({ type: z.literal("json_object") }),
  z.looseObject({
    type: z.literal("json_schema"),
    name: z.string().regex(/^[\w-]{1,64}$/, "expected up to 64 letters, digits, '_' and '-'"),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean().nullish(),
  }),
]);

/** The fields of `POST /responses` that leave a trace in the sandbox; others are taken and ignored. */
const ResponseInput = z.object({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(Message).min(1)]),
  instructions: z.string().nullish(),
  background: z.boolean().nullish(),
  store: z.boolean().nullish(),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
  max_output_tokens: z.number().int().min(1).nullish(),
  tools: z.array(z.looseObject({ type: z.string() })).default([]),
  text: z.looseObject({ format: Format.optional() }).nullish(),
  stream: z.literal(false, "the sandbox does not stream").nullish(),
});

export interface ResponseRequest {
  model: string;
  prompt: string;
  /** A picture the user gave: a URL, a data URL or a file's id. */
  picture: string | null;
  instructions: string | null;
  background: boolean;
  store: boolean;
  metadata: Record<string, string>;
  maxOutputTokens: number | null;
  tools: { type: string; [key: string]: unknown }[];
  drawing: { width: number; height: number; format: "png" | "jpeg" | "webp" } | null;
  /** The JSON schema that the answer is to have the form of. */
  schema: Record<string, unknown> | null;
}

/** @throws Refusal 400 for a wrong field or a forbidden prompt, 404 for a model that is gone by `now` */
export function readResponseInput(fields: Record<string, unknown>, now: number): ResponseRequest {
  const parsed = ResponseInput.safeParse(fields, { reportInput: true });
  if (!parsed.success) throw invalid(parsed.error);
  const { data } = parsed;
  if (data.background && data.store === false)
    throw refusal(400, "Background mode requires 'store' to be true.", {
      param: "store",
      code: "invalid_value",
    });
  mustBeServed(data.model, now);
  const { prompt, picture } = saidByUser(data.input);
  const drawing = readDrawing(data.tools, now);
  if (isForbidden(prompt, drawing ? "picture" : undefined))
    throw refusal(400, "Your request was rejected by the safety system.", {
      param: "input",
      code: "moderation_blocked",
    });
  return {
    model: data.model,
    prompt,
    picture,
    instructions: data.instructions ?? null,
    background: data.background ?? false,
    store: data.store ?? true,
    metadata: data.metadata ?? {},
    maxOutputTokens: data.max_output_tokens ?? null,
    tools: data.tools,
    drawing,
    schema: readSchema(data.text?.format),
  };
}

function readSchema(format: z.infer<typeof Format> | undefined): ResponseRequest["schema"] {
  if (format?.type !== "json_schema") return null;
  const { schema, strict } = format;
  if (strict && schema["type"] === "object" && schema["additionalProperties"] !== false)
    throw refusal(
      400,
      `Invalid schema for response_format '${format.name}': In context=(), 'additionalProperties' is required to be supplied and to be false.`,
      { param: "text.format.schema", code: "invalid_json_schema" },
    );
  return schema;
}

/** The words and the last picture of the last message that the user wrote. */
function saidByUser(input: z.infer<typeof ResponseInput>["input"]): {
  prompt: string;
  picture: string | null;
} {
  if (typeof input === "string") return { prompt: input, picture: null };
  const content = input.findLast(({ role }) => role === "user")?.content ?? "";
  if (typeof content === "string") return { prompt: content, picture: null };
  const texts = content.flatMap((part) => (part.type === "input_image" ? [] : [part.text]));
  const pictures = content.flatMap((part) =>
    part.type === "input_image" ? [part.image_url ?? part.file_id] : [],
  );
  return { prompt: texts.join("\n"), picture: pictures.findLast((url) => typeof url === "string") ?? null };
}

function readDrawing(tools: readonly { type: string }[], now: number): ResponseRequest["drawing"] {
  const tool = tools.find(({ type }) => type === "image_generation");
  if (!tool) return null;
  const parsed = ImageTool.safeParse(tool);
  if (!parsed.success) throw invalid(parsed.error);
  const { model, size, output_format: format } = parsed.data;
  mustBeServed(model, now);
  return { ...readPictureSize(size, model), format };
}
