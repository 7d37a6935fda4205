import type { HttpHandler } from "msw";
import { fateOf } from "../core/fate";
import { photoAt } from "../core/photos";
import type { Answer, Call } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { notFound } from "./errors";
import { contentOf } from "./file";
import { listPage } from "./list-page";
import { openaiRoute } from "./openai-route";
import { readBody } from "./read-body";
import { referenceOf, VIDEO, videoJson, type Video } from "./video";
import { readVideoInput, type VideoInput } from "./video-input";
import { numberOf } from "./wire-id";

/** The video a path names. @throws Refusal 404 */
export function videoOf(archive: Archive, call: Call): Video {
  const video = archive.videos.get(numberOf(VIDEO, call.param("id")));
  if (video) return video;
  throw notFound("Video", call.param("id"));
}

/** `POST`, `GET`, list and `DELETE` of `/videos`. */
export function videoRoutes(world: World, archive: Archive): HttpHandler[] {
  const path = "/openai/v1/videos";
  const show = (video: Video) => videoJson(video, world, world.now());

  const create: Answer = async ({ request }) => {
    const input = readVideoInput(await readBody(request), world.now());
    const picture = await readReference(world, input);
    const video: Video = {
      id: world.ids.next(),
      prompt: input.prompt,
      model: input.model,
      seconds: input.seconds,
      size: input.size,
      hasReference: picture !== null,
      fate: fateOf(world, input.prompt, ["create-video", "openai"]),
    };
    if (picture) world.blobs.put(referenceOf(video), picture);
    return Response.json(show(archive.addVideo(video)));
  };

  const list: Answer = ({ url }) => Response.json(listPage(archive.videos.all(), url.searchParams, show));

  const remove: Answer = (call) => {
    const video = videoOf(archive, call);
    archive.deleteVideo(video);
    return Response.json({ id: call.param("id"), object: "video.deleted", deleted: true });
  };

  return [
    openaiRoute(world, { name: "create-video", method: "POST", path, creates: true }, create),
    openaiRoute(world, { name: "list-videos", method: "GET", path }, list),
    openaiRoute(world, { name: "get-video", method: "GET", path: `${path}/:id` }, (call) =>
      Response.json(show(videoOf(archive, call))),
    ),
    openaiRoute(world, { name: "delete-video", method: "DELETE", path: `${path}/:id` }, remove),
  ];
}

/** The picture to start from, wherever it lies; one that cannot be read is done without. */
async function readReference(
  world: World,
  { input_reference: reference }: VideoInput,
): Promise<Buffer | null> {
  if (reference === undefined) return null;
  if (reference instanceof Blob) return Buffer.from(await reference.arrayBuffer());
  if ("file_id" in reference) return contentOf(world, reference.file_id);
  return photoAt(reference.image_url, world.fetchPhoto);
}
