import { createCanvas } from "@napi-rs/canvas";
import sharp from "sharp";
import { photoStyles } from "../components/kinds/photoshoot/input";
import { cardStyles } from "../components/kinds/product-card/input";
import { photoshootPrompts } from "../lib/kinds/photoshoot-prompts";
import { renderCard } from "../sandbox/cards/product-card";
import { renderThumbnail } from "../sandbox/films/film";
import { answerTo } from "../sandbox/openai/answer-text";
import { renderPortrait } from "../sandbox/pictures/portrait";
import { renderSampleScene } from "../sandbox/pictures/sample-scene";
import { paint } from "../sandbox/scenes/paint";
import { demoJobs } from "./demo/jobs";

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

/** Pictures in rows on a piece of film, each cut to its share of it. */
async function sheet(
  pictures: readonly Buffer[],
  columns: number,
  rows: number,
  position = "top",
): Promise<Buffer> {
  const width = Math.floor((card.width - (columns - 1) * gap) / columns);
  const height = Math.floor((card.height - (rows - 1) * gap) / rows);
  const cells = pictures.slice(0, columns * rows).map(async (picture, index) => ({
    input: await sharp(picture).resize(width, height, { fit: "cover", position }).toBuffer(),
    left: (index % columns) * (width + gap),
    top: Math.floor(index / columns) * (height + gap),
  }));
  return sharp({ create: { ...card, channels: 3, background: film } })
    .composite(await Promise.all(cells))
    .png()
    .toBuffer();
}

/** A vase as somebody may have photographed it, and the card that it becomes, side by side on a piece of film. */
async function vaseAndCard(wish: string): Promise<Buffer> {
  const drawn = (text: string, take: string, [width, height]: [number, number]) =>
    renderCard({ text, width, height, format: "png", photo: null, take });
  const size = { width: 320, height: card.height };
  const finished = await drawn(`${wish}\nThe seller adds: A vase.`, "sample", [
    size.width * 2,
    size.height * 2,
  ]);
  // Of another picture of it no more than the vase itself, before anybody has set it into a scene.
  const photo = await sharp(await drawn("Style: clean\nThe seller adds: A vase.", "photo", [1_024, 1_536]))
    .extract({ left: 262, top: 650, width: 500, height: 610 })
    .modulate({ saturation: 0.6, brightness: 0.92 })
    .resize(card.width - gap - size.width, card.height, { fit: "cover" })
    .toBuffer();
  const input = await sharp(finished).resize(size.width, size.height).toBuffer();
  return sharp({ create: { ...card, channels: 3, background: film } })
    .composite([
      { input: photo, left: 0, top: 0 },
      { input, left: card.width - size.width, top: 0 },
    ])
    .png()
    .toBuffer();
}

/** What a seller is given of a vase in this style, with no picture of it. */
function cardIn(value: string, line: string): Promise<Buffer> {
  const text = `Style: ${value}\nThe seller adds: A vase. ${line}`;
  return renderCard({ text, width: 384, height: 512, format: "png", photo: null, take: "sample" });
}

/** A picture as small as a style's is. */
function small(picture: Buffer): Promise<Buffer> {
  return sharp(picture).resize(style.width, style.height, { fit: "cover" }).png().toBuffer();
}

async function webp(picture: Buffer): Promise<Buffer> {
  return sharp(picture).webp({ quality: 74, effort: 6 }).toBuffer();
}

/**
 * What the simulated providers make of the demonstration's jobs, for whoever has none of their own yet: files by their names, the
 * same each time but for the codec's own version.
 */
export async function drawSamples(): Promise<Map<string, Buffer>> {
  const nobody = { upload: async () => "", addToLibrary: async () => "" } as never;
  const { prompt } = await demoJobs.sora();
  const { story } = await demoJobs.story_video();
  const { prompt: question } = await demoJobs.chat();
  const wish = await demoJobs.product_card(nobody);
  const still = { prompt, seconds: 8, size: { width: 1280, height: 720 }, take: "sample" };
  const pictures = {
    photoshoot: await sheet(await Promise.all([0, 1, 2, 3].map((shot) => portrait(shot))), 4, 1),
    sora: await sheet([await renderThumbnail(still)], 1, 1, "left top"),
    product_card: await vaseAndCard(`Product card: ${wish["style"]}. ${wish["prompt"]}`),
    story_video: await sheet(await Promise.all(story.split(". ").map(scene)), 2, 2),
    image_tags: await sheet(await Promise.all([0, 1, 2, 3, 4, 5].map(renderSampleScene)), 3, 2),
  };
  const files = new Map<string, Buffer>();
  for (const [name, picture] of Object.entries(pictures)) files.set(`${name}.webp`, await webp(picture));
  for (const { value } of photoStyles)
    files.set(`style-${value}.webp`, await webp(await small(await portrait(0, value))));
  for (const { value, line } of cardStyles)
    files.set(`card-${value}.webp`, await webp(await small(await cardIn(value, line))));
  const answer = answerTo(question).split("\n\n").slice(0, 3);
  return files.set("answer.json", Buffer.from(`${JSON.stringify({ question, answer }, null, 2)}\n`));
}
