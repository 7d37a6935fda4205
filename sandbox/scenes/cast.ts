import { chance } from "../core/random";
import type { Brief, Member } from "./brief";

/** Somebody to be drawn. */
export interface Figure {
  kind: "person" | "child" | "beast" | "bird";
  /** Of a beast: which it is. */
  beast: Beast;
  coat: string;
  hair: string;
  hasHat: boolean;
  hasDress: boolean;
}

/** Where somebody stands, how tall, and which way they look: 1 is to the right, -1 to the left. */
export interface Stand {
  x: number;
  foot: number;
  tall: number;
  way: number;
}

export const beasts = ["fox", "dog", "cat", "horse", "bear", "rabbit", "wolf", "deer"] as const;
export type Beast = (typeof beasts)[number];

const BEASTS: Readonly<Record<Beast, RegExp>> = {
  fox: /\b(fox|foxes|vixen)\b/i,
  dog: /\b(dogs?|puppy|hound)\b/i,
  cat: /\b(cats?|kitten)\b/i,
  horse: /\b(horses?|pony|donkey|mare)\b/i,
  bear: /\bbears?\b/i,
  rabbit: /\b(rabbits?|hares?|mouse|mice)\b/i,
  wolf: /\b(wolf|wolves)\b/i,
  deer: /\b(deer|stag|fawn|goats?|sheep|lamb)\b/i,
};
const COATS: Readonly<Record<Beast, string>> = {
  fox: "#c8622a",
  dog: "#8a5d3a",
  cat: "#4d4a50",
  horse: "#6a4128",
  bear: "#4f3524",
  rabbit: "#a08a76",
  wolf: "#6c7078",
  deer: "#a0744a",
};
const BIRDS = /\b(bird|crow|raven|owl|gull|seagull|sparrow|robin|duck|goose|swan|heron|parrot)\b/i;
const CHILDREN = /\b(child|children|girl|boy|kid|daughter|son|little one|baby)\b/i;
const WOMEN = /\b(woman|girl|lady|mother|grandmother|daughter|sister|queen|princess|she|her|witch|aunt)\b/i;
const PEOPLE =
  /\b(person|people|man|men|woman|women|keeper|captain|sailor|fisherman|farmer|king|queen|prince|princess|mother|father|grandmother|grandfather|teacher|painter|baker|doctor|traveller|traveler|wanderer|stranger|friends?|brother|sister|old|young|he|she|they|her|him|who|someone|somebody|girl|boy|child|soldier|knight|witch|wizard|nobody)\b/i;

const COLORS: Readonly<Record<string, string>> = {
  red: "#a83a2e",
  orange: "#c8692c",
  yellow: "#d9a83a",
  golden: "#cf9f45",
  green: "#4a6f4a",
  blue: "#35587f",
  purple: "#66497a",
  pink: "#c9788a",
  brown: "#6a4630",
  black: "#2a2628",
  white: "#e6ddcf",
  grey: "#77777c",
  gray: "#77777c",
  silver: "#b9bcc2",
  dark: "#35302f",
};
const HAIR: Readonly<Record<string, string>> = {
  dark: "#3a2418",
  black: "#1f1a1a",
  brown: "#6b4226",
  fair: "#c9a06a",
  blond: "#d8b878",
  red: "#9a4a24",
  grey: "#b9b4ac",
  gray: "#b9b4ac",
  white: "#dcd8d0",
};
const WEAR: readonly string[] = ["#a83a2e", "#35587f", "#6a4630", "#4a6f4a", "#d9a83a", "#66497a"];

/** Who is in a picture, two at most: those of the cast whom it names, else whom its own words speak of. */
export function figuresOf({ scene, cast }: Brief): Figure[] {
  const named = cast.filter(({ name }) => isNamed(scene, name));
  const shown = named.length > 0 ? named : spokenOf(scene);
  return shown.slice(0, 2).map((member) => figure(member));
}

function isNamed(scene: string, name: string): boolean {
  const words = name.toLowerCase().replace(/^(the|a|an) /, "");
  return words !== "" && scene.toLowerCase().includes(words);
}

/** Of a prompt without a cast: the animals it names, or a person. */
function spokenOf(scene: string): Member[] {
  const animals = beasts
    .filter((beast) => BEASTS[beast].test(scene))
    .map((beast) => ({ name: beast, look: beast }));
  const birds = BIRDS.test(scene) ? [{ name: "bird", look: "a bird" }] : [];
  const people = PEOPLE.test(scene) ? [{ name: "person", look: scene }] : [];
  return [...people, ...animals, ...birds];
}

function figure({ name, look }: Member): Figure {
  const words = `${name}, ${look}`;
  const beast = beasts.find((each) => BEASTS[each].test(words)) ?? "fox";
  const isBeast = BEASTS[beast].test(words) && !/\b(man|woman|girl|boy|child)\b/i.test(words);
  const kind = isBeast ? "beast" : BIRDS.test(words) ? "bird" : CHILDREN.test(words) ? "child" : "person";
  // Of a beast the coat is named first, of a person what they wear.
  const color = colorIn(
    isBeast ? (words.split(" with ")[0] ?? words) : words.replace(/\w+ (hair|beard|eyes)/gi, ""),
  );
  const worn = oneOf(WEAR, name, look);
  return {
    kind,
    beast,
    coat: color ?? (isBeast ? COATS[beast] : kind === "bird" ? "#4d4a50" : worn),
    hair: hairOf(words) ?? oneOf(Object.values(HAIR), name, look),
    hasHat: /\b(hat|cap|hood|keeper|captain|sailor|farmer|wizard|witch)\b/i.test(words),
    hasDress: WOMEN.test(words),
  };
}

function hairOf(words: string): string | null {
  const [, color = ""] = /\b(\w+) (?:hair|beard)/i.exec(words) ?? [];
  const named = HAIR[color.toLowerCase()];
  if (named) return named;
  return /\b(grey|gray|old|grand(ma|pa|mother|father))\b/i.test(words) ? (HAIR["grey"] ?? null) : null;
}

/** Always the same for the same person. */
function oneOf(choices: readonly string[], ...who: readonly string[]): string {
  return choices[Math.floor(chance(...who, choices.length) * choices.length)] ?? "#6a4630";
}

function colorIn(words: string): string | null {
  const found = Object.keys(COLORS).find((color) => new RegExp(`\\b${color}\\b`, "i").test(words));
  return found ? (COLORS[found] ?? null) : null;
}
