import { drawCat } from "./cat";
import { drawDog } from "./dog";
import type { Shot } from "./shot";

export function drawAnimal(shot: Shot, subject: "cat" | "dog"): void {
  if (subject === "cat") drawCat(shot);
  else drawDog(shot);
}
