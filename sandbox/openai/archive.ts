import { Collection } from "../core/collection";
import type { World } from "../core/world";
import { nameOfPhoto } from "./drawings";
import { expectEvent } from "./events";
import { FILE, StoredFile } from "./file";
import { eventOf, GenerationResponse, Ending, RESPONSE, timesOfResponse } from "./response";
import { referenceOf, timesOfVideo, Video, VIDEO } from "./video";
import { wireId } from "./wire-id";

/** The videos, responses and files of one account, and their events; reopened from the ledger after a restart. */
export class Archive {
  readonly videos: Collection<Video>;
  readonly responses: Collection<GenerationResponse>;
  readonly files: Collection<StoredFile>;
  private readonly endings: Collection<Ending>;

  constructor(private readonly world: World) {
    this.videos = new Collection(world.ledger, "openai.video", Video);
    this.responses = new Collection(world.ledger, "openai.response", GenerationResponse);
    this.files = new Collection(world.ledger, `openai.${FILE}`, StoredFile);
    this.endings = new Collection(world.ledger, "openai.response.canceled", Ending);
    for (const { newestId } of [this.videos, this.responses, this.files]) world.ids.seen(newestId);
    for (const video of this.videos.all()) this.expectVideo(video);
    for (const response of this.responses.all()) this.expectResponse(response);
  }

  addVideo(video: Video): Video {
    this.expectVideo(video);
    return this.videos.insert(video);
  }

  deleteVideo(video: Video): void {
    this.videos.remove(video.id);
    this.world.callbacks.drop(video.id);
    this.world.blobs.remove(referenceOf(video));
  }

  addResponse(response: GenerationResponse): GenerationResponse {
    this.expectResponse(response);
    return this.responses.insert(response);
  }

  /** When a response was canceled, in milliseconds, or `null`. */
  canceledAt({ id }: GenerationResponse): number | null {
    return this.endings.get(id)?.at ?? null;
  }

  cancelResponse(response: GenerationResponse): void {
    this.endings.insert({ id: response.id, at: this.world.now() });
    this.world.callbacks.drop(response.id);
    this.expectResponse(response);
  }

  deleteResponse({ id }: GenerationResponse): void {
    this.responses.remove(id);
    this.world.callbacks.drop(id);
    this.world.blobs.remove(nameOfPhoto(id));
  }

  private expectVideo(video: Video): void {
    const { createdAt, finishedAt } = timesOfVideo(video, this.world);
    expectEvent(this.world, {
      id: video.id,
      where: "video-webhook",
      about: wireId(VIDEO, video.id),
      type: video.fate === "success" ? "video.completed" : "video.failed",
      startsAt: createdAt,
      finishesAt: finishedAt,
    });
  }

  private expectResponse(response: GenerationResponse): void {
    if (!response.background) return;
    const canceledAt = this.canceledAt(response);
    const { createdAt, finishedAt } = timesOfResponse(response, this.world);
    expectEvent(this.world, {
      id: response.id,
      where: "response-webhook",
      about: wireId(RESPONSE, response.id),
      type: canceledAt === null ? eventOf(response) : "response.cancelled",
      startsAt: createdAt,
      finishesAt: canceledAt ?? finishedAt,
    });
  }
}
