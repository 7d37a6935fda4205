import { darken, lighten } from "./color";
import { CX, type Shot } from "./shot";

/** A collar in the colour of the shot's cloth, with a small tag. */
export function drawCollar({ pen, palette, side }: Shot, y: number, half: number): void {
  const band = pen.createLinearGradient(CX + side * half, 0, CX - side * half, 0);
  band.addColorStop(0, lighten(palette.cloth, 0.3));
  band.addColorStop(0.5, palette.cloth);
  band.addColorStop(1, darken(palette.cloth, 0.6));
  pen.strokeStyle = band;
  pen.lineWidth = 26;
  pen.beginPath();
  pen.moveTo(CX - half, y - 26);
  pen.quadraticCurveTo(CX, y + 62, CX + half, y - 26);
  pen.stroke();
  const tag = pen.createRadialGradient(CX - 6, y + 40, 2, CX, y + 46, 24);
  tag.addColorStop(0, "#fff3d0");
  tag.addColorStop(1, "#b98a3c");
  pen.fillStyle = tag;
  pen.beginPath();
  pen.arc(CX, y + 48, 19, 0, Math.PI * 2);
  pen.fill();
}
