import type { Shot } from "./shot";
export function drawDog(_: Shot): void {}
