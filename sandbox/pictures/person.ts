import type { Build } from "./build";
import { drawClothes } from "./clothes";
import { gray, mix } from "./color";
import { drawFace, drawNeck } from "./face";
import { chooseHair } from "./hair";
import { CX, pickFrom, type Shot } from "./shot";
import type { Subject } from "./subject";

const SKINS = [
  "#f6d3bb",
  "#eec1a0",
  "#e2ab84",
  "#c98d63",
  "#a86d47",
  "#835033",
  "#5f3825",
  "#f2c9ae",
] as const;
const HAIRS = [
  "#1d1517",
  "#2c1c18",
  "#4a2b1d",
  "#6d4226",
  "#98602f",
  "#c58f4e",
  "#8b3520",
  "#2a2230",
  "#6b625e",
] as const;

/** Head and shoulders of a person; the sitter's build, skin and hair colour stay, the rest changes with the shot. */
export function drawPerson(shot: Shot, subject: Subject): void {
  const build = buildOf(shot, subject);
  const hair = chooseHair(shot, build);
  hair.back(shot, build);
  drawNeck(shot, build);
  drawClothes(shot, build);
  const { pen } = shot;
  pen.save();
  pen.translate(CX, 560);
  pen.rotate((shot.random() - 0.5) * 0.13);
  pen.translate(-CX, -560);
  drawFace(shot, build);
  hair.front(shot, build);
  pen.restore();
}

function buildOf({ sitter, palette }: Shot, subject: Subject): Build {
  const feminine = subject === "woman" || subject === "girl" || (subject === "person" && sitter() < 0.5);
  const young = subject === "girl" || subject === "boy";
  const tone = (color: string) => (palette.mono ? gray(color) : mix(color, palette.light, 0.1));
  return {
    face: (feminine ? 112 : 120) + sitter() * 8 + (young ? 4 : 0),
    jaw: (feminine ? 0.6 : 0.74) + sitter() * 0.06 + (young ? 0.02 : 0),
    chin: (feminine ? 574 : 584) - (young ? 22 : 0),
    neck: feminine || young ? 47 : 62,
    shoulders: young ? 205 : feminine ? 246 : 292,
    skin: tone(pickFrom(SKINS, sitter)),
    hair: tone(pickFrom(HAIRS, sitter)),
    feminine,
  };
}
