import type { Shot } from "./shot";
export function drawCat(_: Shot): void {}
