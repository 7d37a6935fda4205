import { mix } from "../pictures/color";
import type { Figure, Stand } from "./cast";
import { dimness } from "./light";
import type { View } from "./view";

/** A bird that sits and looks. */
export function drawBird({ pen, tone, hour }: View, { coat }: Figure, { x, foot, tall, way }: Stand): void {
  const dim = dimness[hour];
  const feathers = mix(coat, tone.near, dim);
  pen.save();
  pen.translate(x, foot);
  pen.scale((way * tall) / 100, tall / 100);
  pen.strokeStyle = mix("#b5803a", tone.near, dim);
  pen.lineWidth = 3;
  for (const leg of [-6, 8]) {
    pen.beginPath();
    pen.moveTo(leg, -24);
    pen.lineTo(leg + 2, 0);
    pen.lineTo(leg + 12, 0);
    pen.stroke();
  }
  pen.fillStyle = feathers;
  pen.beginPath();
  pen.moveTo(-72, -14);
  pen.quadraticCurveTo(-30, -56, 6, -66);
  pen.arc(22, -74, 20, Math.PI * 0.95, Math.PI * 2.2);
  pen.bezierCurveTo(46, -40, 30, -18, -4, -20);
  pen.quadraticCurveTo(-34, -20, -72, -14);
  pen.fill();
  pen.fillStyle = mix(feathers, tone.near, 0.4);
  pen.beginPath();
  pen.ellipse(-14, -40, 30, 12, -0.45, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = mix("#dba24a", tone.near, dim);
  pen.beginPath();
  pen.moveTo(40, -80);
  pen.lineTo(60, -72);
  pen.lineTo(40, -67);
  pen.fill();
  pen.fillStyle = "#f4efe4";
  pen.beginPath();
  pen.arc(28, -78, 4.4, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = "#14100e";
  pen.beginPath();
  pen.arc(29, -78, 2.4, 0, Math.PI * 2);
  pen.fill();
  pen.restore();
}
