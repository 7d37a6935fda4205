import { setTimeout as sleep } from "node:timers/promises";
import { createApi, type Api, type VideoStatus } from "../demo/api";
import { borrowStack } from "../demo/borrow-stack";
import { demoJobs } from "../demo/jobs";

/** As often as a story's page asks. */
const lookEveryMs = 3_000;
const patienceMs = 15 * 60_000;

const isOver = ({ status, error }: VideoStatus): boolean => status === "completed" || error !== undefined;

/**
 * Tries one video on the running stack, or on a temporary one: the one that the command line names, or a new one. `prod` is
 * done before it is first looked at, and after every look that shows it under way. Prints what comes of it, and ends the process: with 0 where all of it is there.
 */
export async function tryVideo(
  name: string,
  prod: (api: Api, id: string) => Promise<unknown>,
): Promise<void> {
  try {
    process.exit((await tried(name, prod)) ? 0 : 1);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

async function tried(name: string, prod: (api: Api, id: string) => Promise<unknown>): Promise<boolean> {
  const [, , given] = process.argv;
  const stack = await borrowStack();
  try {
    if (given !== undefined && !stack.stays)
      throw new Error("No stack runs here that could have this video: npm start keeps one.");
    const api = createApi(stack.app, stack.accessToken);
    const id = given ?? (await api.generateScript(await demoJobs.story_video()));
    console.log(`\n  ${name}: video ${id}`);
    const end = await watched(api, id, () => prod(api, id));
    if (end.status !== "completed") {
      console.log(`\n  ${end.stage}: ${end.error ?? "it is still under way"}`);
      return false;
    }
    await printFiles(api, end);
    console.log(stack.stays ? `\n  To see it, continue as demo at ${api.address(`/video/${id}`)}` : "");
    return true;
  } finally {
    await stack.giveBack();
  }
}

/** Follows a video to its end, and prints each status once. */
async function watched(api: Api, id: string, prod: () => Promise<unknown>): Promise<VideoStatus> {
  const until = Date.now() + patienceMs;
  let printed = "";
  await prod();
  for (;;) {
    const now = await api.videoStatus(id);
    const line = `  ${String(now.progress).padStart(3)} %  ${now.status.padEnd(16)}  ${now.stage}`;
    if (line !== printed) console.log(line);
    printed = line;
    // What has failed is not begun again behind the back of whoever looks on.
    if (isOver(now) || Date.now() > until) return now;
    await prod();
    await sleep(lookEveryMs);
  }
}

/** Fetches every file of a finished video, and prints what it is. */
async function printFiles(api: Api, video: VideoStatus): Promise<void> {
  const { video_url, captions_url, srt_url, script_url, storyboard_json: board } = video;
  const urls = [video_url, captions_url, srt_url, script_url].concat(
    board.scenes.flatMap((scene) => [scene.image_url ?? undefined, scene.audio_url ?? undefined]),
  );
  console.log(
    `\n  “${video.title ?? ""}”, ${Math.round(video.duration ?? 0)} s, ${board.scenes.length} scenes`,
  );
  for (const url of urls) {
    if (url === undefined) throw new Error("A file of the video is missing.");
    const { type, bytes } = await api.file(url);
    if (bytes === 0) throw new Error(`${url} is empty.`);
    console.log(
      `  ${(url.split("/").at(-1) ?? "").padEnd(16)}${`${Math.ceil(bytes / 1_000)} KB`.padStart(9)}  ${type}`,
    );
  }
}
