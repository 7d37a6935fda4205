import { alpha } from "../pictures/color";
import { drawBeast } from "./beasts";
import { drawBird } from "./bird";
import type { Figure, Stand } from "./cast";
import { drawPerson } from "./person";
import { softly } from "./soft";
import type { View } from "./view";

/** How tall people are in a picture, as a share of its height. */
const CLOSE = 0.52;
const MEDIUM = 0.38;
const WIDE = 0.25;

/** Draws who is in the picture, side by side, near the middle. */
export function drawFigures(view: View, figures: readonly Figure[]): void {
  const { width, height, unit, random } = view;
  const share = /\bclose\b/i.test(view.words)
    ? CLOSE
    : /\b(medium|near)\b/i.test(view.words)
      ? MEDIUM
      : WIDE + 0.06 * random();
  const tall = share * Math.min(height, width * (figures.length > 1 ? 0.75 : 0.95));
  const foot = height * (0.88 + 0.1 * Math.max(0, share - WIDE));
  const gap = figures.length > 1 ? tall * (figures.some(({ kind }) => kind === "beast") ? 1.05 : 0.55) : 0;
  const side = random() < 0.5 ? -1 : 1;
  for (const [n, figure] of figures.entries()) {
    const x = width / 2 + (n === 0 ? side : -side) * Math.max(gap / 2, width * 0.04);
    softly(view, 6, (soft) => {
      soft.fillStyle = alpha("#05060a", 0.4);
      soft.beginPath();
      soft.ellipse(x, foot, tall * 0.26, unit * 9 + tall * 0.025, 0, 0, Math.PI * 2);
      soft.fill();
    });
    drawFigure(view, figure, { x, foot, tall, way: n === 0 ? -side : side });
  }
}

function drawFigure(view: View, figure: Figure, stand: Stand): void {
  switch (figure.kind) {
    case "person":
      return drawPerson(view, figure, stand);
    case "child":
      return drawPerson(view, figure, { ...stand, tall: stand.tall * 0.7 });
    case "beast":
      return drawBeast(view, figure, { ...stand, tall: stand.tall * 0.62 });
    case "bird":
      return drawBird(view, figure, { ...stand, tall: stand.tall * 0.4 });
  }
}
