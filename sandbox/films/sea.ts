import { alpha, mix } from "../pictures/color";
import type { Part, Stage } from "./stage";

const GLINTS = 90;

/** Water up to the horizon, with the sun's path glittering on it and long swells coming in. */
export function sea(
  { pen, width, height, tone, random }: Stage,
  horizon: number,
  sun: (at: number) => { x: number },
): Part {
  const depth = height - horizon;
  const water = pen.createLinearGradient(0, horizon, 0, height);
  water.addColorStop(0, mix(tone.sky[2], tone.far, 0.55));
  water.addColorStop(0.35, tone.far);
  water.addColorStop(1, tone.near);
  const glints = Array.from({ length: GLINTS }, () => {
    const near = random() ** 1.4;
    return {
      y: horizon + 2 + near * depth * 0.96,
      spread: (random() - 0.5) * width * (0.05 + 0.32 * near),
      long: width * (0.012 + 0.085 * near * random()),
      thick: Math.max(0.8, depth * 0.009 * (0.3 + near)),
      phase: random() * Math.PI * 2,
      rate: 0.7 + random() * 1.1,
    };
  });
  const swells = Array.from({ length: 7 }, (_, n) => ({
    start: n / 7,
    phase: random() * 6,
    tilt: random() - 0.5,
  }));
  return (at) => {
    pen.fillStyle = water;
    pen.fillRect(0, horizon, width, depth);
    for (const { start, phase, tilt } of swells) {
      const near = (start + at * 0.022) % 1;
      const y = horizon + depth * near ** 1.7;
      pen.fillStyle = alpha(tone.near, 0.16 * Math.sin(Math.PI * near));
      pen.beginPath();
      pen.ellipse(
        width / 2,
        y + Math.sin(at * 0.5 + phase) * 2,
        width * 0.8,
        depth * 0.03 * (0.3 + near),
        tilt * 0.02,
        0,
        Math.PI * 2,
      );
      pen.fill();
    }
    const { x } = sun(at);
    for (const glint of glints) {
      const shine = Math.sin(at * glint.rate + glint.phase);
      if (shine <= 0) continue;
      pen.fillStyle = alpha(tone.light, Number((0.75 * shine).toFixed(2)));
      pen.beginPath();
      pen.ellipse(
        x + glint.spread + Math.sin(at * 0.6 + glint.phase) * 5,
        glint.y,
        glint.long * (0.4 + 0.6 * shine),
        glint.thick,
        0,
        0,
        Math.PI * 2,
      );
      pen.fill();
    }
  };
}
