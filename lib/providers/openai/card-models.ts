/** A card is the work of two models: one that reads the picture and words, and one that draws. */
export interface CardModels {
  writer: string;
  image: string;
}

/** Both in one name, as the record and the page have it: "gpt-6-luna + gpt-image-2". */
export function formatCardModels({ writer, image }: CardModels): string {
  return `${writer} + ${image}`;
}

/** Reads what `formatCardModels` wrote; `null` for the name of a single model. */
export function parseCardModels(name: string): CardModels | null {
  const [writer, image] = name.split(" + ");
  return writer && image ? { writer, image } : null;
}
