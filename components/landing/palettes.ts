import type { Palette } from "./portrait";

/** The colours of the drawn portraits on the front page: an illustration's own, not the design's. */
export const palettes: readonly Palette[] = [
  { from: "#d0aca0", to: "#6c6d35", hair: "#3b2139", face: "#b98a63", light: "#e8d3b6", coat: "#2c3a52" },
  { from: "#9dc0d0", to: "#413a70", hair: "#23402c", face: "#5f86b4", light: "#b9cbe8", coat: "#4d432c" },
  { from: "#cdb79a", to: "#63713c", hair: "#3d2230", face: "#b3a365", light: "#ece3b4", coat: "#2b3050" },
  { from: "#c29a6c", to: "#6b4a34", hair: "#43301d", face: "#bb7f58", light: "#d9b48a", coat: "#472c24" },
  { from: "#8fb3a0", to: "#2f4a52", hair: "#1f1a1c", face: "#a9755a", light: "#e0b595", coat: "#5b2f2a" },
  { from: "#d9c3b4", to: "#8a4f47", hair: "#6b4226", face: "#c99a7b", light: "#f0d6bd", coat: "#2a3d3a" },
  { from: "#a9a4c4", to: "#4d3a52", hair: "#2a2030", face: "#8e6350", light: "#c99f83", coat: "#24344a" },
  { from: "#d8c07f", to: "#7a4b2c", hair: "#2d2a26", face: "#a87c52", light: "#e2c193", coat: "#39402c" },
];
