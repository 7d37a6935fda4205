import { chance } from "../core/random";
import { beasts } from "../scenes/cast";
import { namesIn, thingsIn } from "./words";

const PEOPLE =
  /\b(man|woman|girl|boy|child|keeper|captain|sailor|fisherman|farmer|king|queen|prince|princess|mother|father|grandmother|grandfather|teacher|painter|baker|doctor|traveller|wanderer|stranger|brother|sister|soldier|knight|witch|wizard|daughter|son|friend)$/i;
const CREATURES = new RegExp(
  `\\b(${beasts.join("|")}|bird|crow|raven|owl|gull|duck|goose|sheep|goat|donkey|mouse|hare)$`,
  "i",
);

const COATS = [
  "a long blue coat",
  "a red coat",
  "a green jacket",
  "a brown cloak",
  "a yellow raincoat",
  "a grey cardigan",
];
const HAIR = ["dark hair", "brown hair", "fair hair", "grey hair"];
const FURS = ["with a white chest", "with bright eyes", "a little ragged", "with a torn ear"];

/** Who is in a story, and what they look like: those it names, then those it speaks of. Four at most. */
export function castOf(story: string): { name: string; look: string }[] {
  const names = namesIn(story).filter((name) => isSomebody(name, story));
  const things = thingsIn(story).filter((thing) => PEOPLE.test(thing) || CREATURES.test(thing));
  return [...names, ...things.map((thing) => thing.split(" ").at(-1) ?? thing).filter(isFirst)]
    .slice(0, 4)
    .map((name) => ({ name, look: lookOf(name, story) }));
}

const isFirst = (name: string, at: number, all: readonly string[]): boolean => all.indexOf(name) === at;

/** Places have capitals too: somebody is who does something, or whom somebody talks to. */
function isSomebody(name: string, story: string): boolean {
  return (
    new RegExp(`\\b${name}('s|, who)? (?!(Street|Road|Bay|Island)\\b)[a-z]+(s|ed|t|d|w|n|e)\\b`).test(
      story,
    ) && !new RegExp(`\\b(in|to|from|at|near|of) ${name}\\b`).test(story)
  );
}

function lookOf(name: string, story: string): string {
  const choose = (part: string, choices: readonly string[]) =>
    choices[Math.floor(chance(story, name, part) * choices.length)] ?? "";
  const [animal] = CREATURES.exec(name) ?? [];
  const described = thingsIn(story).find((thing) => thing.endsWith(name.toLowerCase())) ?? name.toLowerCase();
  if (animal) return `a ${described} ${choose("fur", FURS)}`;
  const isOld =
    new RegExp(`\\bold ${name}\\b`, "i").test(story) || /\bold\b|^grand(mother|father)$/.test(described);
  const known = PEOPLE.test(name) ? described : aroundName(name, story);
  const who = isOld && !known.startsWith("old ") ? `old ${known}` : known;
  return `${article(who)} ${who} with ${isOld ? "grey hair" : choose("hair", HAIR)}, in ${choose("coat", COATS)}`;
}

/** What a story says of somebody whom it names. */
function aroundName(name: string, story: string): string {
  const [, who] =
    new RegExp(
      `\\b(girl|boy|child|woman|man|queen|king|grandmother|grandfather),? (?:called |named )?${name}\\b`,
      "i",
    ).exec(story) ??
    new RegExp(`\\b${name}(?: was|,)? an? (?:\\w+ )?(girl|boy|child|woman|man|queen|king)\\b`, "i").exec(
      story,
    ) ??
    [];
  if (who) return who.toLowerCase();
  const [pronoun = ""] = /\b(she|her|he|his)\b/i.exec(story.slice(story.indexOf(name))) ?? [];
  if (pronoun === "") return "person";
  return /^s?he[r]?$/i.test(pronoun) && !/^he$/i.test(pronoun) ? "woman" : "man";
}

const article = (words: string): string => (/^[aeiou]/i.test(words) ? "an" : "a");
