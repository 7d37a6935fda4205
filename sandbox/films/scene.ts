import type { Canvas, Image } from "@napi-rs/canvas";
import { chance } from "../core/random";

interface Script {
  prompt: string;
  seconds: number;
  take: string;
  image: Image | null;
}

/** Draws the frame at so many seconds. */
export type Scene = (at: number) => void;

/** Sets the stage once, so that each frame is cheap. */
export function openScene(canvas: Canvas, { prompt, seconds, take }: Script): Scene {
  const pen = canvas.getContext("2d");
  const { width, height } = canvas;
  const hue = Math.floor(chance(prompt, take) * 360);
  return (at) => {
    pen.fillStyle = `hsl(${hue} 30% 12%)`;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = "#ff6a3d";
    pen.beginPath();
    pen.arc((width * at) / seconds, height * 0.6, height * 0.12, 0, Math.PI * 2);
    pen.fill();
  };
}
