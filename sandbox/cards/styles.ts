import { chance } from "../core/random";
import { labelled } from "./words";

/** How a card looks: its paper, its ink, and what stands behind the product. */
export interface Style {
  name: string;
  paper: readonly [string, string];
  ink: string;
  soft: string;
  accent: string;
}

const linen: Style = {
  name: "Linen",
  paper: ["#f8f1e5", "#e6d5bd"],
  ink: "#2a1f18",
  soft: "#7d6a58",
  accent: "#c9512b",
};
const darkroom: Style = {
  name: "Darkroom",
  paper: ["#2a1f19", "#120e0c"],
  ink: "#f4ece2",
  soft: "#b5a799",
  accent: "#ff7a45",
};
const clay: Style = {
  name: "Clay",
  paper: ["#efc9ae", "#cf8f6b"],
  ink: "#33190f",
  soft: "#6f412c",
  accent: "#8f2d17",
};
const sage: Style = {
  name: "Sage",
  paper: ["#e4ebdd", "#b3c3ab"],
  ink: "#1d2a21",
  soft: "#55685a",
  accent: "#2f6b4a",
};
const sky: Style = {
  name: "Sky",
  paper: ["#e6eef2", "#b4cbd7"],
  ink: "#172530",
  soft: "#4f6674",
  accent: "#22638a",
};
const blush: Style = {
  name: "Blush",
  paper: ["#fae7e4", "#e7b9b6"],
  ink: "#361a1f",
  soft: "#7f5157",
  accent: "#b3324b",
};
const all = [linen, darkroom, clay, sage, sky, blush] as const;

/** Words of the prompt that ask for a look. */
const WORDS: readonly (readonly [RegExp, Style])[] = [
  [/dark|luxur|moody|dramatic|black|night|premium|elegant/i, darkroom],
  [/green|natur|organic|eco|plant|herb|fresh|botanic|lifestyle/i, sage],
  [/blue|sky|sea|ocean|cool|winter|tech/i, sky],
  [/pink|rose|blush|romantic|playful|candy|beauty/i, blush],
  [/terracotta|clay|earth|rust|autumn|orange|vintage|retro/i, clay],
  [/minimal|warm|clean|linen|cream|white|neutral|studio|simple|classic/i, linen],
];

/** The look of a card: from the words of the prompt where they say something, else by chance. */
export function styleFor(text: string, take: string): Style {
  const asked = labelled(text).style ?? text;
  const found = WORDS.find(([words]) => words.test(asked))?.[1];
  return found ?? all[Math.floor(chance(text, take, "style") * all.length)] ?? linen;
}
