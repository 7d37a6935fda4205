import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import sharp from "sharp";
import { photoStyles } from "../components/kinds/photoshoot/input";
import { cardStyles } from "../components/kinds/product-card/input";
import { photoshootPrompts } from "../lib/kinds/photoshoot-prompts";
import { renderCard } from "../sandbox/cards/product-card";
import { renderThumbnail } from "../sandbox/films/film";
import { answerTo } from "../sandbox/openai/answer-text";
import { renderPortrait } from "../sandbox/pictures/portrait";
import { renderSamplePhoto } from "../sandbox/pictures/sample-photo";
import { renderSampleScene } from "../sandbox/pictures/sample-scene";
import { paint } from "../sandbox/scenes/paint";
import { demoJobs } from "./demo/jobs";
import { root } from "./stack/processes";

/** Where the pages have them from. */
const folder = join(root, "components", "samples");
/** A card's picture, and a style's, in pixels: shown at half of that, or a little more. */
const [card, style] = [
  { width: 720, height: 480 },
  { width: 192, height: 256 },
];
const gap = 6;
const film = "#0b0807";

/** Picture `shot` of a photoshoot, as the simulated Astria takes it. */
function portrait(shot: number, name = "studio"): Promise<Buffer> {
  const text = photoshootPrompts[shot]?.("1", "woman", name) ?? "";
  const size = { width: 512, height: 684 };
  return renderPortrait({ subject: "woman", sitter: "sample/woman", shot: `${name}/${shot}`, text, ...size });
}

function scene(prompt: string): Promise<Buffer> {
  const canvas = createCanvas(640, 360);
  paint(canvas, prompt, "sample");
  return canvas.encode("jpeg", 90);
}

/** Pictures in rows on a piece of film, each cut to its share of it, or whole within that. */
async function sheet(
  pictures: readonly Buffer[],
  columns: number,
  rows: number,
  fit: "cover" | "contain" = "cover",
): Promise<Buffer> {
  const width = Math.floor((card.width - (columns - 1) * gap) / columns);
  const height = Math.floor((card.height - (rows - 1) * gap) / rows);
  const cells = pictures.slice(0, columns * rows).map(async (picture, index) => ({
    input: await sharp(picture)
      .resize(width, height, { fit, position: fit === "cover" ? "top" : "centre", background: film })
      .toBuffer(),
    left: (index % columns) * (width + gap),
    top: Math.floor(index / columns) * (height + gap),
  }));
  return sharp({ create: { ...card, channels: 3, background: film } })
    .composite(await Promise.all(cells))
    .png()
    .toBuffer();
}

async function save(name: string, picture: Buffer, quality = 74): Promise<void> {
  const webp = await sharp(picture).webp({ quality, effort: 6 }).toBuffer();
  await writeFile(join(folder, `${name}.webp`), webp);
  process.stdout.write(`${name}.webp ${webp.length} bytes\n`);
}

/** Draws what the simulated providers make of the demonstration's jobs, for whoever has none of their own yet. */
async function samples(): Promise<void> {
  const nobody = { upload: async () => "", addToLibrary: async () => "" } as never;
  const { prompt } = await demoJobs.sora();
  const { story } = await demoJobs.story_video();
  const { prompt: question } = await demoJobs.chat();
  const wish = await demoJobs.product_card(nobody);
  const photo = await renderSamplePhoto(9);
  const drawn = await renderCard({
    text: `Product card: ${wish["style"]}. ${wish["prompt"]}`,
    width: 512,
    height: 768,
    format: "png",
    photo,
    take: "sample",
  });
  const still = { prompt, seconds: 8, size: { width: 1280, height: 720 }, take: "sample" };
  await save("photoshoot", await sheet(await Promise.all([0, 1, 2, 3].map((shot) => portrait(shot))), 4, 1));
  await save("sora", await sheet([await renderThumbnail(still)], 1, 1, "contain"));
  await save("product_card", await sheet([photo, drawn], 2, 1, "contain"));
  await save("story_video", await sheet(await Promise.all(story.split(". ").map(scene)), 2, 2));
  await save("image_tags", await sheet(await Promise.all([0, 1, 2, 3, 4, 5].map(renderSampleScene)), 3, 2));
  for (const { value } of photoStyles) {
    const small = sharp(await portrait(0, value)).resize(style.width, style.height, { fit: "cover" });
    await save(`style-${value}`, await small.png().toBuffer());
  }
  for (const { value, line } of cardStyles) {
    const text = `Style: ${value}\nThe seller adds: A vase. ${line}`;
    const drawn = await renderCard({
      text,
      width: 384,
      height: 512,
      format: "png",
      photo: null,
      take: "sample",
    });
    const small = sharp(drawn).resize(style.width, style.height, { fit: "cover" });
    await save(`card-${value}`, await small.png().toBuffer());
  }
  const answer = answerTo(question).split("\n\n").slice(0, 3);
  await writeFile(join(folder, "answer.json"), `${JSON.stringify({ question, answer }, null, 2)}\n`);
}

samples().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
