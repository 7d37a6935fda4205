import { chance } from "../core/random";

/** About four characters a token, as with English. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

const TITLES = ["A short answer first", "Where I would begin", "The essence"] as const;

const OPENINGS = [
  "The honest answer depends on what you want to have at the end, so I start there and come to the details afterwards.",
  "It helps to take two things apart that are easily confused: what is fixed, and what only looks as if it were.",
  "Most of it turns on one decision. Once that is made, the rest follows almost by itself.",
] as const;

const BODIES = [
  "Begin with what you already know. Write down the two or three facts that would change your mind if they were otherwise; everything else can wait. The temptation is to decide early. Leave it open for as long as that costs nothing, and note what you would need to see before you settle.",
  "Think of the frame first and of the picture in it second. A frame that is too tight cuts off what matters, one that is too wide shows nothing in particular. Try a first version quickly, look at it with fresh eyes the next day, and change one thing at a time.",
] as const;

const STEPS = [
  "**Say what good would look like.** One sentence, concrete enough that somebody else could check it.",
  "**Try the smallest version.** Spend an hour on it, not a week, and keep what you learn.",
  "**Ask those who live with the result.** A single conversation is often worth more than another round of planning.",
] as const;

const CAUTIONS = [
  "The usual mistake is to treat a question as settled because it was settled last time. Circumstances change quietly. A short look back every few weeks costs little and catches most of it.",
  "Be careful with advice, this included, that fits every case equally well. If something is unusual in yours, trust that observation first.",
] as const;

/** An answer of several paragraphs in Markdown that names the prompt. The same prompt always gets the same one. */
export function answerTo(prompt: string): string {
  const choose = (part: string, choices: readonly [string, ...string[]]): string =>
    choices[Math.floor(chance(prompt, part) * choices.length)] ?? choices[0];
  const asked = prompt.replace(/\s+/g, " ").trim();
  const quoted = asked.length > 240 ? `${asked.slice(0, 239).trimEnd()}…` : asked;
  const topic = topicOf(asked);
  return [
    `## ${choose("title", TITLES)}`,
    `You asked: “${quoted}”`,
    choose("opening", OPENINGS),
    "### Looking closer",
    `${choose("body", BODIES)}${topic === null ? "" : ` In your case I would put “${topic}” at the centre and let the other points gather around it.`}`,
    "### Three steps",
    STEPS.map((step, n) => `${n + 1}. ${step}`).join("\n"),
    "### What to watch for",
    choose("caution", CAUTIONS),
    `This is a simulated answer: it was written without a model, to show how one looks here. Tell me more about ${topic === null ? "what you have in mind" : `“${topic}”`}, and I can be more exact.`,
  ].join("\n\n");
}

/** The longest word of the prompt, with its neighbours: likely what it is about. `null` where no word says anything. */
function topicOf(asked: string): string | null {
  const words = asked.split(" ").map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  const longest = words.reduce((best, word, n) => (word.length > (words[best]?.length ?? 0) ? n : best), 0);
  if ((words[longest]?.length ?? 0) < 4) return null;
  return words.slice(Math.max(0, longest - 1), longest + 1).join(" ");
}
