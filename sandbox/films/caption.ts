import { createCanvas } from "@napi-rs/canvas";
import { alpha } from "../pictures/color";
import { font } from "../pictures/fonts";
import { wrap } from "../pictures/wrap";
import type { Part, Stage } from "./stage";

/** The prompt, small, at the foot of the frame; and the edges of the frame, which fall off. Painted once. */
export function caption({ pen, width, height }: Stage, prompt: string): Part {
  const sheet = createCanvas(width, height);
  const ink = sheet.getContext("2d");
  const reach = Math.hypot(width, height) / 2;
  const edges = ink.createRadialGradient(
    width / 2,
    height * 0.45,
    reach * 0.55,
    width / 2,
    height * 0.45,
    reach * 1.1,
  );
  edges.addColorStop(0, alpha("#0b0807", 0));
  edges.addColorStop(1, alpha("#0b0807", 0.62));
  ink.fillStyle = edges;
  ink.fillRect(0, 0, width, height);
  const foot = ink.createLinearGradient(0, height * 0.76, 0, height);
  foot.addColorStop(0, alpha("#0b0807", 0));
  foot.addColorStop(1, alpha("#0b0807", 0.6));
  ink.fillStyle = foot;
  ink.fillRect(0, 0, width, height);
  const size = Math.round(Math.min(width, height) * 0.05);
  const margin = Math.round(Math.min(width, height) * 0.06);
  ink.font = `${size}px ${font("Darkroom Italic")}`;
  ink.shadowColor = alpha("#0b0807", 0.9);
  ink.shadowBlur = size * 0.5;
  ink.fillStyle = "#f4ece2";
  const lines = wrap(ink, prompt, { width: width - 2 * margin, lines: 2 });
  lines.forEach((line, n) =>
    ink.fillText(line, margin, height - margin - (lines.length - 1 - n) * size * 1.15),
  );
  return () => pen.drawImage(sheet, 0, 0);
}
