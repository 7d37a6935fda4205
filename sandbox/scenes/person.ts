import { lighten, mix } from "../pictures/color";
import type { Figure, Stand } from "./cast";
import { dimness } from "./light";
import type { View } from "./view";

/** A person in a long coat or dress, with or without a hat. */
export function drawPerson(
  view: View,
  { coat, hair, hasHat, hasDress, kind }: Figure,
  { x, foot, tall, way }: Stand,
): void {
  const { pen, tone, hour } = view;
  const dim = dimness[hour];
  const shaded = (color: string) => mix(color, tone.near, dim);
  const head = tall * (kind === "child" ? 0.125 : 0.085);
  const shoulder = foot - tall + head * 2.1;
  const hem = foot - tall * (hasDress ? 0.1 : 0.24);
  const half = tall * (hasDress ? 0.17 : 0.125);
  pen.fillStyle = shaded("#3a3230");
  for (const leg of [-0.055, 0.03]) {
    pen.beginPath();
    pen.roundRect(x + leg * tall, hem - tall * 0.06, tall * 0.045, foot - hem + tall * 0.06, tall * 0.02);
    pen.fill();
    pen.beginPath();
    pen.ellipse(
      x + (leg + 0.0225 + way * 0.014) * tall,
      foot - tall * 0.008,
      tall * 0.038,
      tall * 0.017,
      0,
      0,
      Math.PI * 2,
    );
    pen.fill();
  }
  const lit = view.lamp.x < x ? -1 : 1;
  const cloth = pen.createLinearGradient(x + lit * half, 0, x - lit * half, 0);
  cloth.addColorStop(0, lighten(mix(shaded(coat), tone.light, 0.24), 0.05));
  cloth.addColorStop(0.5, shaded(coat));
  cloth.addColorStop(1, mix(shaded(coat), tone.near, 0.42));
  pen.fillStyle = cloth;
  pen.beginPath();
  pen.moveTo(x - tall * 0.035, shoulder - tall * 0.01);
  pen.bezierCurveTo(
    x - tall * 0.11,
    shoulder + tall * 0.02,
    x - half * 0.8,
    shoulder + tall * 0.26,
    x - half,
    hem,
  );
  pen.quadraticCurveTo(x, hem + tall * 0.035, x + half, hem);
  pen.bezierCurveTo(
    x + half * 0.8,
    shoulder + tall * 0.26,
    x + tall * 0.11,
    shoulder + tall * 0.02,
    x + tall * 0.035,
    shoulder - tall * 0.01,
  );
  pen.fill();
  pen.lineCap = "round";
  pen.lineWidth = tall * 0.05;
  pen.strokeStyle = mix(shaded(coat), tone.near, 0.22);
  pen.beginPath();
  pen.moveTo(x + way * tall * 0.055, shoulder + tall * 0.05);
  pen.quadraticCurveTo(
    x + way * tall * 0.13,
    shoulder + tall * 0.15,
    x + way * tall * 0.15,
    shoulder + tall * 0.25,
  );
  pen.stroke();
  const skin = shaded(mix("#d9a57c", tone.light, 0.14));
  pen.fillStyle = skin;
  pen.beginPath();
  pen.arc(x + way * tall * 0.155, shoulder + tall * 0.275, tall * 0.022, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = shaded(mix(coat, "#f0e2c8", 0.45));
  pen.beginPath();
  pen.ellipse(x, shoulder + tall * 0.005, tall * 0.058, tall * 0.028, 0, 0, Math.PI * 2);
  pen.fill();
  const y = foot - tall + head;
  pen.fillStyle = shaded(hair);
  pen.beginPath();
  pen.arc(x - way * head * 0.12, y - head * 0.06, head * 1.07, 0, Math.PI * 2);
  pen.fill();
  if (hasDress) {
    pen.beginPath();
    pen.ellipse(x - way * head * 0.62, y + head * 0.75, head * 0.62, head * 1.15, way * 0.2, 0, Math.PI * 2);
    pen.fill();
  }
  pen.fillStyle = skin;
  pen.beginPath();
  pen.ellipse(x + way * head * 0.24, y + head * 0.14, head * 0.76, head * 0.82, 0, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = mix("#1d1614", tone.near, 0.3);
  for (const eye of [0.16, 0.6]) {
    pen.beginPath();
    pen.arc(x + way * head * eye, y + head * 0.12, head * 0.085, 0, Math.PI * 2);
    pen.fill();
  }
  if (!hasHat) return;
  pen.fillStyle = mix(shaded(coat), tone.near, 0.5);
  pen.beginPath();
  pen.ellipse(x, y - head * 0.42, head * 1.5, head * 0.26, -way * 0.08, 0, Math.PI * 2);
  pen.fill();
  pen.beginPath();
  pen.ellipse(x - way * head * 0.05, y - head * 0.6, head * 0.95, head * 0.72, 0, Math.PI, 0);
  pen.fill();
}
