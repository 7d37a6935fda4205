import { photoAt } from "../core/photos";
import type { World } from "../core/world";
import { scenePicture } from "../scenes/scene-picture";
import { renderCard } from "../cards/product-card";
import { contentOf } from "./file";
import type { GenerationResponse } from "./response";

type Drawing = NonNullable<GenerationResponse["drawing"]>;

/** Under which name the photo lies that a response was asked with. */
export const nameOfPhoto = (id: number): string => `resp_${id}.photo`;

/** Reads the photo that a request came with, and keeps it: by the time of the drawing its link may be dead. */
export async function keepPhoto(world: World, id: number, picture: string): Promise<void> {
  const photo = contentOf(world, picture) ?? (await photoAt(picture, world.fetchPhoto));
  if (photo) world.blobs.put(nameOfPhoto(id), photo);
}

/** The finished picture, drawn once; a card is without a photo where none could be read. */
export async function drawnFor(
  world: World,
  response: GenerationResponse,
  drawing: Drawing,
): Promise<Buffer> {
  const { format, photoUrl } = drawing;
  if (!drawing.isCard) {
    const { width, height } = drawing;
    return scenePicture(world, {
      prompt: response.prompt,
      width,
      height,
      format,
      take: String(world.seed),
      flaw: response.flaw,
    });
  }
  const width = Math.round(drawing.width * world.scale);
  const height = Math.round(drawing.height * world.scale);
  return world.renders.once(`resp_${response.id}.${format}`, async () => {
    const name = nameOfPhoto(response.id);
    if (photoUrl !== null && !world.blobs.get(name)) await keepPhoto(world, response.id, photoUrl);
    const take = `${world.seed}/${response.id}`;
    return renderCard({ text: response.prompt, width, height, format, photo: world.blobs.get(name), take });
  });
}
