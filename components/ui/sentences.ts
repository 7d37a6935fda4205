/** A text as its sentences: they end with a full stop, and the next begins with a capital letter or a quotation. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=\.”?) +(?=[\p{Lu}“])/u).filter((each) => each !== "");
}
