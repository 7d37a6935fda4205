import type { Image } from "@napi-rs/canvas";
import { alpha, darken, lighten, mix } from "../pictures/color";
import { archOf } from "./backdrop";
import type { Easel } from "./easel";

/** The photo as a print that leans in the arch: a white edge, a shadow, hardly turned. */
export function drawPhoto({ pen, unit, width, height, random }: Easel, image: Image): void {
  const { top, bottom } = archOf({ width, height, unit });
  const edge = 16 * unit;
  const room = { width: width * 0.62, height: (bottom - top) * 0.84 };
  const scale = Math.min(room.width / image.width, room.height / image.height);
  const [w, h] = [image.width * scale, image.height * scale];
  pen.save();
  pen.translate(width / 2, bottom - h / 2 - edge - 6 * unit);
  pen.rotate((random() - 0.5) * 0.05);
  pen.shadowColor = alpha("#140a06", 0.42);
  pen.shadowBlur = 46 * unit;
  pen.shadowOffsetY = 20 * unit;
  pen.fillStyle = "#fffdf8";
  pen.beginPath();
  pen.roundRect(-w / 2 - edge, -h / 2 - edge, w + 2 * edge, h + 2 * edge, 6 * unit);
  pen.fill();
  pen.shadowColor = "transparent";
  pen.drawImage(image, -w / 2, -h / 2, w, h);
  pen.restore();
}

/** A vase with a twig, where there is no photo to show. */
export function drawStandIn({ pen, unit, width, height, style, random }: Easel): void {
  const { bottom } = archOf({ width, height, unit });
  const foot = bottom - 8 * unit;
  const [x, wide, tall] = [width / 2, (105 + 30 * random()) * unit, (290 + 60 * random()) * unit];
  pen.fillStyle = alpha(darken(style.paper[1], 0.7), 0.35);
  pen.filter = `blur(${12 * unit}px)`;
  pen.beginPath();
  pen.ellipse(x + 26 * unit, foot, wide * 1.15, 16 * unit, 0, 0, Math.PI * 2);
  pen.fill();
  pen.filter = "none";
  drawTwig(x, foot - tall);
  const glaze = pen.createLinearGradient(x - wide, 0, x + wide, 0);
  glaze.addColorStop(0, lighten(style.accent, 0.35));
  glaze.addColorStop(0.45, style.accent);
  glaze.addColorStop(1, darken(style.accent, 0.45));
  pen.fillStyle = glaze;
  pen.beginPath();
  pen.moveTo(x - wide * 0.3, foot - tall);
  pen.bezierCurveTo(
    x - wide * 0.25,
    foot - tall * 0.7,
    x - wide * 1.25,
    foot - tall * 0.55,
    x - wide * 0.55,
    foot,
  );
  pen.lineTo(x + wide * 0.55, foot);
  pen.bezierCurveTo(
    x + wide * 1.25,
    foot - tall * 0.55,
    x + wide * 0.25,
    foot - tall * 0.7,
    x + wide * 0.3,
    foot - tall,
  );
  pen.fill();

  function drawTwig(fromX: number, fromY: number): void {
    const sway = (random() - 0.5) * 160 * unit;
    const reach = 170 * unit;
    pen.strokeStyle = mix(style.ink, style.paper[1], 0.3);
    pen.lineWidth = 5 * unit;
    pen.beginPath();
    pen.moveTo(fromX, fromY + 20 * unit);
    pen.quadraticCurveTo(fromX, fromY - reach * 0.6, fromX + sway, fromY - reach);
    pen.stroke();
    pen.fillStyle = mix(style.ink, style.paper[1], 0.4);
    for (let n = 0; n < 9; n += 1) {
      const t = 0.25 + 0.75 * (n / 8);
      const [px, py] = [fromX + sway * t * t, fromY - reach * (1.2 * t - 0.2 * t * t)];
      pen.beginPath();
      pen.ellipse(
        px + (n % 2 ? 1 : -1) * 20 * unit,
        py,
        24 * unit,
        8 * unit,
        n % 2 ? -0.6 : 0.6,
        0,
        Math.PI * 2,
      );
      pen.fill();
    }
  }
}
