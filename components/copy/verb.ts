/** A verb that fits a title: that of many where it counts things, as "24 images" does. */
export function verbFor(title: string, ofOne: "is" | "was"): string {
  if (!/^(?!1 )[\d,]+ \w+s$/.test(title)) return ofOne;
  return ofOne === "is" ? "are" : "were";
}
