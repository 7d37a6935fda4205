/** Sets a caption in a process of its own, and prints the fonts that were loaded for it. */
import { GlobalFonts } from "@napi-rs/canvas";
import { setCaption } from "@/lib/render/captions/box";
import { cuesOf } from "@/lib/render/captions/cues";
import { fonts } from "@/lib/render/captions/fonts";

const [, , text = ""] = process.argv;
const size = { width: 1280, height: 720 };
for (const { lines } of cuesOf(text, 100, size)) setCaption(lines, text, size);
const families = fonts.map(({ family }) => family).filter((family) => GlobalFonts.has(family));
process.stdout.write(families.toSorted().join("\n"));
