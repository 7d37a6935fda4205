import { span } from "@/components/ui/figures";
import type { Offer, UnitPrice } from "@/lib/jobs/offer";

/** What models of these names are called by people, and what they are good for; the more particular name first. */
const known: readonly (readonly [id: RegExp, name: string, goodFor: string | null])[] = [
  [/^fal-ai\/veo3\.1\/fast\b/, "Veo 3.1 Fast", "Lifelike motion with sound, sooner than Veo 3.1."],
  [/^fal-ai\/veo3\.1\/lite\b/, "Veo 3.1 Lite", "Drafts: what a scene could be."],
  [/^fal-ai\/veo3\.1(\/|$)/, "Veo 3.1", "Lifelike motion with sound, in its finest picture."],
  [/^fal-ai\/veo3\/fast\b/, "Veo 3 Fast", "Lifelike motion with sound, sooner than Veo 3."],
  [/^fal-ai\/veo3(\/|$)/, "Veo 3", "Lifelike motion with sound."],
  [/^fal-ai\/kling-video\/v3\/pro\b/, "Kling 3 Pro", "Long takes, up to 15 s."],
  [/^fal-ai\/kling-video\/v3(\/|$)/, "Kling 3", "Long takes, up to 15 s."],
  [/^fal-ai\/kling-video\//, "Kling", "People and animals in motion."],
  [/^fal-ai\/ltx-2(\/|$)/, "LTX-2", "Sharp pictures, up to 2560 × 1440."],
  [/^fal-ai\/ltx-video(\/|$)/, "LTX Video", "Trying out an idea."],
  [/^fal-ai\/bytedance\/seedance\/v1\/pro\b/, "Seedance 1 Pro", "Several shots in one video."],
  [/^fal-ai\/bytedance\/seedance\//, "Seedance", "Several shots in one video."],
  [/^fal-ai\/wan-25-preview(\/|$)/, "Wan 2.5", "Drawn and painted styles as well as life."],
  // What their makers' pages say in November 2026: docs.bfl.ai, MiniMax's at Replicate, elevenlabs.io/docs, developers.openai.com.
  [/^fal-ai\/flux-2\/flash\b/, "FLUX.2 Flash", "Lifelike pictures."],
  [/^fal-ai\/flux-2(\/|$)/, "FLUX.2", "Lifelike pictures, with their colours and composition as asked for."],
  [
    /^fal-ai\/minimax\/speech-2\.8-turbo\b/,
    "MiniMax Speech 2.8 Turbo",
    "Expressive voices, made sooner than in HD.",
  ],
  [/^fal-ai\/minimax\/speech-2\.8-hd\b/, "MiniMax Speech 2.8 HD", "Expressive voices in high definition."],
  [
    /^fal-ai\/elevenlabs\/tts\/eleven-v3\b/,
    "ElevenLabs v3",
    "Expressive voices, as of people, in more than 70 languages.",
  ],
  [/^gpt-6-luna(-\d{4}|$)/, "GPT-6 Luna", "Clear tasks in large numbers, at the least cost."],
  [/^gpt-image-2(-\d{4}|$)/, "GPT Image 2", "Making and editing pictures, fast and in high quality."],
  [/^gpt-4o-mini-tts(-\d{4}|$)/, "GPT-4o Mini TTS", "Text read in a natural voice."],
  [/^sora-2-pro\b/, "Sora 2 Pro", "Scenes with sound, in its finest picture."],
  [/^sora-2\b/, "Sora 2", "Scenes with sound."],
];

/** Parts of an id that say how a model is reached, and not which it is. */
const noNames = new Set(["fal-ai", "text-to-video", "image-to-video", "text-to-speech", "preview", "tts"]);

/** "fal-ai/veo3.1/fast" → "Veo 3.1 Fast", "gpt-6-luna + gpt-image-2" → "GPT-6 Luna and GPT Image 2". */
export function modelName(id: string): string {
  return list.format(id.split(" + ").map(oneName));
}

const list = new Intl.ListFormat("en");

function oneName(id: string): string {
  const [, name] = known.find(([pattern]) => pattern.test(id)) ?? [];
  if (name !== undefined) return name;
  const words = id
    .split("/")
    .filter((part) => !noNames.has(part))
    .join("-")
    .replace(/^gpt-(\d)/, "GPT_$1")
    .split(/[-\s]+/)
    .filter(Boolean)
    .map((word) => (word === "gpt" ? "GPT" : word.charAt(0).toUpperCase() + word.slice(1)));
  return words.join(" ").replaceAll("_", "-") || id;
}

/** The id of a model where its name does not say it: none for `sora-2`, which is called Sora 2. */
export function idBesideName(id: string): string {
  return modelName(id).toLowerCase().replaceAll(" ", "-") === id ? "" : id;
}

/** What a model is good for, as a sentence, or each of several that work together; `null` where we have nothing to say of it. */
export function goodFor(id: string): string | null {
  const sentences = id
    .split(" + ")
    .flatMap((each) => known.find(([pattern]) => pattern.test(each))?.[2] ?? []);
  return sentences.length === 0 ? null : sentences.join(" ");
}

/** "Usually 30 to 40 s"; `null` where nobody can say. */
export function usualWords({ usual }: Pick<Offer, "usual">): string | null {
  if (!usual) return null;
  return usual.highMs < 5_000 ? "Usually some seconds" : `Usually ${span(usual.lowMs, usual.highMs)}`;
}

/** "$0.10 a second", "$2.00 for 1M input tokens and $8.00 for 1M output tokens", or "price not known". */
export function priceWords(prices: readonly UnitPrice[]): string {
  if (prices.length === 0) return "price not known";
  return list.format(prices.map(({ usd, per }) => `${dollars(usd)} ${/^\d/.test(per) ? "for" : "a"} ${per}`));
}

/**
 * "Usually about 10 s · price not known": what is known of time and price, for the line under who makes it. Several that make it
 * together take a time that follows from the work, and have prices of their own, which are said with their models. `longest`
 * goes on from the time: ", a day at the longest".
 */
export function offersWords(offers: readonly Offer[], longest = ""): string {
  const [only] = offers.length === 1 ? offers : [];
  const time = (only && usualWords(only)) ?? "Time not known yet";
  const isUnknown = offers.every(({ prices }) => prices.length === 0);
  return `${time}${longest} · ${only || isUnknown ? priceWords(only?.prices ?? []) : "prices under More"}`;
}

/** What tells offers apart: the time they usually take, their price. What is the same of all need not be said of each. */
export function differences(offers: readonly Offer[]): { time: boolean; price: boolean } {
  return {
    time: isSeveral(offers.map(usualWords)),
    price: isSeveral(offers.map(({ prices }) => priceWords(prices))),
  };
}

function isSeveral(words: ReadonlyArray<string | null>): boolean {
  return new Set(words).size > 1;
}

/** "about $0.80 for 8 s": what a video of so many seconds costs; `null` where its model is not paid by the second alone. */
export function videoCost(prices: readonly UnitPrice[], seconds: number | undefined): string | null {
  const [price, ...others] = prices;
  if (price?.per !== "second" || others.length > 0 || seconds === undefined) return null;
  return `about ${dollars(price.usd * seconds)} for ${seconds} s`;
}

/** Where prices come from, and of when they are, each source once. */
export function priceSource(prices: readonly UnitPrice[]): string {
  return [...new Set(prices.map(({ asOf, source }) => `As of ${dayWords(asOf)}: ${source}`))].join(". ");
}

/** "26 Nov 2026", which no line breaks. */
function dayWords(day: string): string {
  const date = new Date(day);
  return date
    .toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
    .replaceAll(" ", "\u00a0");
}

/** To the cent; what is less than ten cents to its first two digits. */
export function dollars(usd: number): string {
  return usd >= 0.095 ? `$${usd.toFixed(2)}` : `$${Number(usd.toPrecision(2))}`;
}
