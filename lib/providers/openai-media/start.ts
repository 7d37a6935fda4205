import type OpenAI from "openai";
import type { Observation } from "@/lib/jobs/outcome";
import type { StoryVoice } from "@/lib/jobs/story";
import { isGood, parseJson } from "../http";
import { fieldsOf } from "../loose";
import type { Asked, StartContext, Started } from "../provider";
import { speakable } from "../speakable";
import { askForFile } from "../openai-shared/client";
import { noWorkError, openAiError, statusInside } from "../openai-shared/error";
import { tokensIn, tokensOutput, type Tokens } from "../openai-shared/tokens";
import { answerText } from "./answer-text";
import { mediaPlace } from "./config";
import { madeIn, type AnsweredFile } from "./read-made";
import type { OpenAiMediaRequest } from "./request";
import { settingOf } from "./settings";

/** A picture of medium quality takes half a minute, a minute of speech less. */
const holdMs = 70_000;

/** Of the voices that every speech model of OpenAI's has. */
const voices: Readonly<Record<StoryVoice, string>> = {
  warm: "coral",
  calm: "sage",
  bright: "nova",
  deep: "onyx",
};

/**
 * Makes a picture or a voice, in one call that is never made again: the answer is the file, or has it inside, or, of some
 * gateways, a link to it. There is no id, so the work goes by that of our operation. Throws `ProviderError`; an answer
 * without a file in it is one for which we may have been charged.
 */
export async function start(
  { body }: Asked<OpenAiMediaRequest>,
  { operationId }: StartContext,
): Promise<Started> {
  const place = mediaPlace();
  const given = await askForFile(place, holdMs, (client) => ask(client, body));
  const text = answerText(given.bytes);
  const status = statusInside({ ...given, text: text ?? "" });
  if (!isGood({ status })) {
    const asking = { isCreate: true, modelSetting: settingOf(body.type) };
    throw openAiError(place, { ...given, status, text: text ?? "" }, asking);
  }
  if (text === null) return startedWith(operationId, { bytes: given.bytes }, null);
  const said = parseJson(text);
  const made = madeIn(said ?? text);
  if (made === null) throw noWorkError(place.label, said);
  return startedWith(operationId, made, tokensIn(fieldsOf(said)["usage"]));
}

function startedWith(ref: string, made: AnsweredFile, tokens: Tokens | null): Started {
  const [url, ...alternatives] = "links" in made ? made.links : [];
  const file = { expiresAt: null, ...(alternatives.length > 0 && { alternatives }) };
  const observation: Observation = {
    state: "succeeded",
    files: url === undefined ? [] : [{ ...file, url }],
    ...tokensOutput(tokens),
  };
  return { ref, observation, ...("bytes" in made && { made: made.bytes }) };
}

function ask(client: OpenAI, body: OpenAiMediaRequest): PromiseLike<unknown> {
  switch (body.type) {
    case "picture": {
      const { model, prompt, size } = body;
      // A quality that every image model takes; as a PNG it would be ten times as large.
      return client.images.generate({ model, prompt, size, n: 1, quality: "medium", output_format: "jpeg" });
    }
    case "speech": {
      const { model, voice, text } = body;
      // What is decoded from it begins where the sound does; that of an MP3 does not.
      return client.audio.speech.create({
        model,
        voice: voices[voice],
        input: speakable(text),
        response_format: "wav",
      });
    }
  }
}
