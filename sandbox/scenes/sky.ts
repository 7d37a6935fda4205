import { alpha, lighten, mix } from "../pictures/color";
import { softly } from "./soft";
import { says, type View } from "./view";

/** The sky of the hour: sun or moon, stars at night, and what the mood puts before them. */
export function drawSky(view: View): void {
  const { pen, width, height, tone, horizon } = view;
  const gradient = pen.createLinearGradient(0, 0, 0, Math.max(horizon * 1.15, height * 0.5));
  tone.sky.forEach((color, n) => gradient.addColorStop(n / 2, color));
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, width, height);
  const isOvercast = view.sky === "overcast";
  if (view.hour === "night" && !isOvercast) drawStars(view);
  drawLamp(view, isOvercast ? 0.4 : 1);
  if (view.sky === "rays") drawRays(view);
  drawClouds(view, { clear: 2, clouds: 5, rays: 5, fog: 3, overcast: 11 }[view.sky]);
}

function drawStars({ pen, width, horizon, unit, random }: View): void {
  for (let n = 0; n < 150; n += 1) {
    const [x, y] = [random() * width, random() ** 1.3 * horizon];
    const size = unit * (0.7 + 1.9 * random() ** 4);
    pen.fillStyle = alpha("#fdfcff", 0.25 + 0.65 * random());
    pen.beginPath();
    pen.arc(x, y, size, 0, Math.PI * 2);
    pen.fill();
  }
}

function drawLamp(view: View, strength: number): void {
  const { pen, unit, tone, lamp, hour } = view;
  const radius = unit * (hour === "night" ? 52 : hour === "day" ? 46 : 66);
  const reach = radius * (hour === "night" ? 6 : 8.5);
  const glow = pen.createRadialGradient(lamp.x, lamp.y, radius * 0.5, lamp.x, lamp.y, reach);
  glow.addColorStop(0, alpha(tone.light, 0.62 * strength));
  glow.addColorStop(0.3, alpha(tone.light, 0.2 * strength));
  glow.addColorStop(1, alpha(tone.light, 0));
  pen.fillStyle = glow;
  pen.fillRect(lamp.x - reach, lamp.y - reach, reach * 2, reach * 2);
  pen.fillStyle = alpha(tone.light, 0.95 * strength);
  pen.beginPath();
  pen.arc(lamp.x, lamp.y, radius, 0, Math.PI * 2);
  pen.fill();
  if (hour !== "night") return;
  pen.fillStyle = alpha(mix(tone.sky[1], tone.light, 0.55), 0.35 * strength);
  for (const [dx, dy, size] of [
    [-0.3, -0.2, 0.24],
    [0.28, 0.12, 0.18],
    [-0.05, 0.42, 0.2],
  ] as const) {
    pen.beginPath();
    pen.arc(lamp.x + dx * radius, lamp.y + dy * radius, size * radius, 0, Math.PI * 2);
    pen.fill();
  }
}

function drawRays(view: View): void {
  const { width, height, tone, lamp, random } = view;
  softly(view, 14, (soft) => {
    const reach = Math.hypot(width, height);
    for (let n = 0; n < 13; n += 1) {
      const angle = (n / 13) * Math.PI * 2 + random() * 0.3;
      const spread = 0.03 + 0.06 * random();
      const ray = soft.createRadialGradient(lamp.x, lamp.y, 0, lamp.x, lamp.y, reach * 0.75);
      ray.addColorStop(0, alpha(tone.light, 0.34));
      ray.addColorStop(1, alpha(tone.light, 0));
      soft.fillStyle = ray;
      soft.beginPath();
      soft.moveTo(lamp.x, lamp.y);
      soft.lineTo(lamp.x + Math.cos(angle - spread) * reach, lamp.y + Math.sin(angle - spread) * reach);
      soft.lineTo(lamp.x + Math.cos(angle + spread) * reach, lamp.y + Math.sin(angle + spread) * reach);
      soft.fill();
    }
  });
}

/** Heaps with a flat foot, lit from where the lamp is. */
function drawClouds(view: View, count: number): void {
  const { width, horizon, unit, tone, random, lamp } = view;
  const isStormy = view.sky === "overcast";
  const lit = mix(tone.sky[2], lighten(tone.light, 0.3), 0.55);
  const shade = mix(tone.sky[1], tone.near, isStormy ? 0.42 : 0.12);
  softly(view, 9, (soft) => {
    for (let n = 0; n < count; n += 1) {
      const deep = random();
      const [x, y] = [random() * width * 1.1 - width * 0.05, horizon * (0.08 + 0.66 * deep)];
      const long = unit * (150 + 330 * (1 - deep) * random() + (isStormy ? 240 : 0));
      for (let puff = 0; puff < 11; puff += 1) {
        const along = (puff + random()) / 11 - 0.5;
        const size = long * (0.17 + 0.09 * random()) * (1 - 1.3 * along * along);
        const px = x + along * long * 1.5;
        const nearLamp = Math.max(0, 1 - Math.hypot(px - lamp.x, y - lamp.y) / (unit * 700));
        soft.fillStyle = alpha(mix(shade, lit, 0.42 + 0.5 * nearLamp), isStormy ? 0.55 : 0.42);
        soft.beginPath();
        soft.ellipse(px, y - size * 0.32 * random(), size, size * 0.46, 0, 0, Math.PI * 2);
        soft.fill();
      }
    }
  });
}

/** A sea of clouds below, for what flies. */
export function drawCloudSea(view: View): void {
  const { width, height, unit, tone, random } = view;
  for (let row = 0; row < 3; row += 1) {
    softly(view, 7 + 3 * row, (soft) => {
      for (let n = 0; n < 16; n += 1) {
        const [x, y] = [((n + random()) / 16) * width, height * (0.8 + 0.1 * row) + unit * 40 * random()];
        const size = unit * (80 + 90 * random());
        soft.fillStyle = alpha(
          mix(mix(tone.sky[2], lighten(tone.light, 0.3), 0.7 - 0.25 * row), tone.sky[1], 0.18 * row),
          0.75,
        );
        soft.beginPath();
        soft.ellipse(x, y, size, size * 0.62, 0, 0, Math.PI * 2);
        soft.fill();
      }
    });
  }
}

/** What lies in the air before everything: rain, snow, fog, birds. */
export function drawAir(view: View): void {
  if (view.sky === "fog" || says(view, /\b(fog|mist|haze|smoke)/i)) drawFog(view);
  if (says(view, /\b(rain|storm|drizzle|wet)/i)) drawRain(view);
  if (says(view, /\b(snow|winter|frozen|frost|icy?)\b/i)) drawSnow(view);
  if (says(view, /\b(birds?|gulls?|crows?|swallows?|geese|flock)\b/i)) drawBirds(view);
}

function drawFog(view: View): void {
  const { width, height, horizon, tone, random, unit } = view;
  softly(view, 34, (soft) => {
    for (let n = 0; n < 7; n += 1) {
      soft.fillStyle = alpha(mix(tone.sky[2], tone.light, 0.3), 0.17);
      soft.beginPath();
      const y = horizon + (n / 7 - 0.15) * (height - horizon);
      soft.ellipse(
        random() * width,
        y,
        width * (0.35 + 0.4 * random()),
        unit * (24 + 40 * random()),
        0,
        0,
        7,
      );
      soft.fill();
    }
  });
}

function drawRain({ pen, width, height, unit, tone, random }: View): void {
  pen.strokeStyle = alpha(mix(tone.sky[2], "#ffffff", 0.4), 0.3);
  pen.lineWidth = Math.max(0.6, 1.1 * unit);
  pen.beginPath();
  for (let n = 0; n < 340; n += 1) {
    const [x, y, long] = [random() * width * 1.1, random() * height, unit * (22 + 46 * random())];
    pen.moveTo(x, y);
    pen.lineTo(x - long * 0.22, y + long);
  }
  pen.stroke();
}

function drawSnow({ pen, width, height, unit, random }: View): void {
  pen.fillStyle = "rgba(255,255,255,0.85)";
  pen.beginPath();
  for (let n = 0; n < 210; n += 1) {
    const [x, y, size] = [random() * width, random() * height, unit * (0.9 + 3.6 * random() ** 3)];
    pen.moveTo(x + size, y);
    pen.arc(x, y, size, 0, Math.PI * 2);
  }
  pen.fill();
}

function drawBirds({ pen, width, horizon, unit, tone, random }: View): void {
  pen.strokeStyle = alpha(tone.near, 0.8);
  pen.lineWidth = 2.4 * unit;
  pen.lineCap = "round";
  const [x0, y0] = [width * (0.25 + 0.4 * random()), horizon * (0.25 + 0.25 * random())];
  for (let n = 0; n < 7; n += 1) {
    const [x, y] = [x0 + (random() - 0.3) * unit * 330, y0 + (random() - 0.5) * unit * 150];
    const wing = unit * (12 + 12 * random());
    pen.beginPath();
    pen.moveTo(x - wing, y - wing * 0.45);
    pen.quadraticCurveTo(x - wing * 0.3, y - wing * 0.5, x, y);
    pen.quadraticCurveTo(x + wing * 0.3, y - wing * 0.5, x + wing, y - wing * 0.45);
    pen.stroke();
  }
}
