import type { PictureRequest } from "@/lib/providers/picture-request";
import type { SpeechRequest } from "@/lib/providers/speech-request";

/** A picture as a story asks for it. */
export function pictureRequest(model: string, fields: Partial<PictureRequest> = {}) {
  const body: PictureRequest = {
    type: "picture",
    model,
    prompt: "A lighthouse at dusk",
    size: "1536x864",
    ...fields,
  };
  return { body, files: [] };
}

/** A voice as a story asks for it. */
export function speechRequest(model: string, fields: Partial<SpeechRequest> = {}) {
  const body: SpeechRequest = {
    type: "speech",
    model,
    voice: "warm",
    text: "Once upon a time there was a lighthouse.",
    ...fields,
  };
  return { body, files: [] };
}
