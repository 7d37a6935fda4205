import { createCanvas } from "@napi-rs/canvas";
import { generator } from "../core/random";
import { drawAnimal } from "./animal";
import { drawBackdrop } from "./backdrop";
import { alpha } from "./color";
import { develop } from "./film";
import { paletteFor } from "./palettes";
import { drawPerson } from "./person";
import type { Shot } from "./shot";
import type { Subject } from "./subject";

/** What to take a picture of. The same brief always gives the same picture. */
export interface Brief {
  subject: Subject;
  /** Who: decides build, skin and hair colour, or the coat. */
  sitter: string;
  /** Which picture of them: decides light, backdrop, clothes and hairstyle. */
  shot: string;
  /** Words of the prompt, which may suggest colours. */
  text: string;
  /** Pixels. */
  width: number;
  height: number;
}

const BOX = { width: 768, height: 1024 };
/** Figures are drawn a little larger than the box, so that they fill the frame. */
const CLOSE = 1.13;
const QUALITY = 86;

/** Takes the picture: a studio portrait as JPEG, 100 to 200 KB at 768 by 1024 pixels. */
export async function renderPortrait(brief: Brief): Promise<Buffer> {
  const { width, height } = brief;
  const canvas = createCanvas(width, height);
  const random = generator("shot", brief.shot);
  const shot: Shot = {
    pen: canvas.getContext("2d"),
    palette: paletteFor(brief.text, random()),
    side: random() < 0.5 ? -1 : 1,
    random,
    sitter: generator("sitter", brief.sitter),
  };
  drawBackdrop(shot, brief);
  const figure = drawFigure(shot, brief);
  shot.pen.drawImage(figure, 0, 0);
  develop(shot, brief);
  return canvas.encode("jpeg", QUALITY);
}

/** The sitter on a sheet of their own, so that the light can be laid over the figure alone. */
function drawFigure(shot: Shot, { width, height, subject }: Brief) {
  const sheet = createCanvas(width, height);
  const pen = sheet.getContext("2d");
  const scale = Math.min(width / BOX.width, height / BOX.height) * CLOSE;
  pen.save();
  pen.translate((width - BOX.width * scale) / 2, height - (BOX.height - 36) * scale);
  pen.scale(scale, scale);
  if (subject === "cat" || subject === "dog") drawAnimal({ ...shot, pen }, subject);
  else drawPerson({ ...shot, pen }, subject);
  pen.restore();
  pen.globalCompositeOperation = "source-atop";
  const middle = width / 2;
  const reach = 330 * scale;
  const light = pen.createLinearGradient(
    middle + shot.side * reach,
    0,
    middle - shot.side * reach,
    height * 0.4,
  );
  light.addColorStop(0, alpha(shot.palette.light, 0.34));
  light.addColorStop(0.4, alpha(shot.palette.light, 0));
  light.addColorStop(0.6, alpha(shot.palette.shade, 0));
  light.addColorStop(1, alpha(shot.palette.shade, 0.45));
  pen.fillStyle = light;
  pen.fillRect(0, 0, width, height);
  return sheet;
}
