import type { HttpHandler } from "msw";
import { z } from "zod";
import { linkFaults } from "../core/fault-names";
import { fileAnswer } from "../core/file-answer";
import { plain } from "../core/content";
import { chance } from "../core/random";
import type { Answer } from "../core/route";
import type { World } from "../core/world";
import { renderThumbnail, type FilmBrief } from "../films/film";
import { filmName } from "../films/film-name";
import { filmed } from "../films/filmed";
import type { Archive } from "./archive";
import { refusal } from "./errors";
import { openaiRoute } from "./openai-route";
import { referenceOf, statusOf, timesOfVideo, type Video } from "./video";
import { videoOf } from "./video-routes";

const Variant = z.enum(["video", "thumbnail"]);

/** `GET /videos/:id/content`: the film as MP4, or a frame of it as WebP, for an hour after its completion. */
export function videoContentRoute(world: World, archive: Archive): HttpHandler {
  const name = "video-content";

  const answer: Answer = async (call) => {
    const video = videoOf(archive, call);
    const variant = Variant.safeParse(call.url.searchParams.get("variant") ?? "video");
    if (!variant.success) {
      throw refusal(400, "Invalid value: supported values are 'video', 'thumbnail'.", { param: "variant" });
    }
    if (statusOf(video, world, world.now()) !== "completed") {
      throw refusal(404, "Video is not ready yet, use GET /v1/videos/{video_id} to check status.");
    }
    const { expiresAt } = timesOfVideo(video, world);
    if (expiresAt <= world.now() || world.faults.roll(linkFaults, [name, "openai"])) {
      throw refusal(404, "Video content has expired.", { code: "video_expired" });
    }
    const film = brief(world, video);
    const where = [name, "openai"];
    if (variant.data === "video") {
      const content = await filmed(world, film);
      return fileAnswer(world, call, { content, contentType: "video/mp4", where });
    }
    const still = await world.renders.once(`${filmName(film)}.webp`, () => renderThumbnail(film));
    return fileAnswer(world, call, { content: plain(still), contentType: "image/webp", where });
  };

  return openaiRoute(world, { name, method: "GET", path: "/openai/v1/videos/:id/content" }, answer);
}

/** The same prompt makes one of three films, so that a hundred videos do not take a hundred renderings. */
function brief(world: World, video: Video): FilmBrief {
  const [width = 720, height = 1280] = video.size.split("x").map(Number);
  return {
    prompt: video.prompt,
    seconds: Number(video.seconds),
    size: { width: width * world.scale, height: height * world.scale },
    take: `${world.seed}/${Math.floor(3 * chance(world.seed, video.id, "take"))}`,
    picture: video.hasReference ? world.blobs.get(referenceOf(video)) : null,
  };
}
