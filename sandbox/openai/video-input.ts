import { z } from "zod";
import { isForbidden } from "../core/fate";
import { invalid, refusal } from "./errors";
import { mustBeServed } from "./models";

const oneOf = <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) =>
  z.enum(values, `supported values are ${values.map((v) => `'${v}'`).join(", ")}`).default(fallback);

const ImageUrl = z.object({ image_url: z.string() });
const FileId = z.object({ file_id: z.string() });

/** The fields of `POST /videos`; `seconds` is text, as with the real one. */
const VideoInput = z.object({
  prompt: z.string().min(1, "is too short").max(32_000, "is too long"),
  model: oneOf(
    ["sora-2", "sora-2-pro", "sora-2-2025-10-06", "sora-2-2025-12-08", "sora-2-pro-2025-10-06"],
    "sora-2",
  ),
  seconds: oneOf(["4", "8", "12"], "4"),
  size: oneOf(["720x1280", "1280x720", "1024x1792", "1792x1024"], "720x1280"),
  input_reference: z.union([z.instanceof(Blob), ImageUrl, FileId]).optional(),
});
export type VideoInput = z.infer<typeof VideoInput>;

/** @throws Refusal 400 for a wrong field or a forbidden prompt, 404 for a model that is gone by `now` */
export function readVideoInput(fields: Record<string, unknown>, now: number): VideoInput {
  const parsed = VideoInput.safeParse(fields, { reportInput: true });
  if (!parsed.success) throw invalid(parsed.error);
  const input = parsed.data;
  mustBeServed(input.model.replace(/-\d{4}-\d{2}-\d{2}$/, ""), now);
  if (/1024/.test(input.size) && !input.model.startsWith("sora-2-pro"))
    throw refusal(400, `Invalid value: '${input.size}' needs sora-2-pro.`, {
      param: "size",
      code: "invalid_value",
    });
  if (isForbidden(input.prompt))
    throw refusal(400, "Your request was rejected by the safety system.", {
      param: "prompt",
      code: "moderation_blocked",
    });
  return input;
}
