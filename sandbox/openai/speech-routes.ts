import type { HttpHandler } from "msw";
import { voiceFaults } from "../core/fault-names";
import { rollFate } from "../core/fate";
import { hold } from "../core/hold";
import type { Answer } from "../core/route";
import type { World } from "../core/world";
import { voiceFile } from "../voices/voice-file";
import { voiceTypes } from "../voices/voice-format";
import { failedAtOnce } from "./errors";
import { openaiRoute } from "./openai-route";
import { readBody } from "./read-body";
import { readSpeechInput } from "./speech-input";

/** Samples a second, as the real one has them. */
const RATE = 24_000;

const HOLD_MS = [2_000, 3_000] as const;

/** `POST /audio/speech`, which answers with the sound itself: no id, and no way to ask for it again. */
export function speechRoutes(world: World): HttpHandler[] {
  const name = "create-speech";
  const create: Answer = async ({ request }) => {
    const input = readSpeechInput(await readBody(request), world.now());
    const fate = rollFate(world, [name, "openai"]);
    if (fate !== "success") throw failedAtOnce(fate);
    const { bytes } = await voiceFile(world, {
      text: input.input,
      voice: input.voice,
      pace: input.speed,
      format: input.response_format,
      rate: RATE,
      isStreamed: true,
      flaw: world.faults.roll(voiceFaults, [name, "openai"]),
    });
    await hold(world, HOLD_MS, request.signal);
    return new Response(new Uint8Array(bytes), {
      headers: { "content-type": voiceTypes[input.response_format] },
    });
  };
  return [
    openaiRoute(world, { name, method: "POST", path: "/openai/v1/audio/speech", creates: true }, create),
  ];
}
