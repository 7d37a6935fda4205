import { chance } from "../core/random";

/** Words too common to say what a text is about. */
const COMMON = new Set(
  "about after also because been before being between both could does doing each even every explain find from give have help here how into just like made make many more most much need only other over please same should some such take tell than that their them then there these they this those through under until very want what when where which while will with would write your".split(
    " ",
  ),
);

/** About four characters a token, as with English. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** An answer of several paragraphs in Markdown that keeps to the prompt. The same prompt always gets the same one. */
export function answerTo(prompt: string): string {
  const [first = "the question", second = "the details", third = "the people involved"] = topicsOf(prompt);
  const choose = (part: string, choices: readonly [string, ...string[]]): string =>
    choices[Math.floor(chance(prompt, part) * choices.length)] ?? choices[0];
  const asked = prompt.replace(/\s+/g, " ").trim();
  return [
    `## ${choose("title", ["A short answer first", "Where I would begin", "The essence"])}`,
    `You asked: “${asked.length > 240 ? `${asked.slice(0, 237)}…` : asked}” ${choose("opening", [
      `The honest answer depends on **${first}** more than on anything else, so I start there and come to ${second} afterwards.`,
      `It helps to take **${first}** and ${second} apart, since they are easily confused and call for different steps.`,
      `Most of it turns on **${first}**. Once that is clear, ${second} follows almost by itself.`,
    ])}`,
    `### Looking closer`,
    choose("body", [
      `Begin with what you already know about ${first}. Write down the two or three facts that would change your mind if they were otherwise; everything else can wait. With ${second} the temptation is to decide early. Leave it open for as long as it costs nothing, and note what you would need to see before you settle.`,
      `Think of ${first} as the frame and of ${second} as the picture in it. A frame that is too tight cuts off what matters, one that is too wide shows nothing in particular. Try a first version quickly, look at it with fresh eyes the next day, and change one thing at a time.`,
    ]),
    `### Three steps`,
    [
      `1. **Say what good would look like.** One sentence about ${first}, concrete enough that somebody else could check it.`,
      `2. **Try the smallest version.** Spend an hour on ${second}, not a week, and keep what you learn from it.`,
      `3. **Ask those who live with the result.** With ${third}, a single conversation is often worth more than another round of planning.`,
    ].join("\n"),
    `### What to watch for`,
    choose("caution", [
      `The usual mistake is to treat ${second} as settled because it was settled last time. Circumstances change quietly. A short look back every few weeks costs little and catches most of it.`,
      `Be careful with advice, this included, that fits every case equally well. If something about ${first} is unusual in yours, trust that observation first.`,
    ]),
    choose("closing", [
      `If you tell me more about ${third}, I can be more exact.`,
      `Should ${second} turn out differently than assumed here, the first step stays right; the second one would change.`,
    ]),
  ].join("\n\n");
}

/** The longest words that say something, in their order. */
function topicsOf(prompt: string): string[] {
  const words = prompt.toLowerCase().match(/\p{L}[\p{L}'’-]{3,}/gu) ?? [];
  const telling = [...new Set(words)].filter((word) => !COMMON.has(word));
  const longest = new Set(telling.toSorted((a, b) => b.length - a.length).slice(0, 3));
  return telling.filter((word) => longest.has(word));
}
