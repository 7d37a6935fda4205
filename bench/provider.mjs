// A provider that takes 20 ms over everything, with videos that are all at work: by a list of OpenAI's shape, 100 a page,
// the newest first; or one call each, as OpenAI's and as fal's.
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const count = Number(process.argv[2]);
const pageSize = 100;

const video = (n) => ({
  id: `video_${n}`,
  object: "video",
  model: "sora-2",
  status: "in_progress",
  progress: 40,
  created_at: Math.floor(Date.now() / 1_000) - 60,
  seconds: "4",
  size: "1280x720",
});

function answer(url) {
  if (url.pathname === "/v1/videos") {
    const after = url.searchParams.get("after");
    const newest = after === null ? count - 1 : Number(after.slice("video_".length)) - 1;
    const data = Array.from({ length: Math.min(pageSize, newest + 1) }, (_, n) => video(newest - n));
    return {
      object: "list",
      data,
      has_more: newest >= pageSize,
      first_id: data[0]?.id,
      last_id: data.at(-1)?.id,
    };
  }
  const id = /\/videos\/video_(\d+)$/.exec(url.pathname)?.[1];
  if (id !== undefined) return video(Number(id));
  return { status: "IN_PROGRESS", request_id: url.pathname.split("/").at(-2) };
}

const server = createServer((request, response) => void serve(request, response));

async function serve(request, response) {
  const url = new URL(request.url ?? "/", "http://provider");
  await sleep(20);
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer(url)));
}

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.once("disconnect", () => process.exit());
