// Supabase Lite on a disk that fills up, loaded into its process before it starts.
//
// It writes a stored file in place, so that half of one would lie where an older one was that somebody relies on: here
// each is written aside and moved to its place whole. And where PostgreSQL cannot make the next segment of its log
// (16 MB), it ends, and inside of it turns in a loop for ever: what writes is refused before that, where its data lie on
// this disk, as PostgreSQL and storage themselves would refuse it. Files are refused first, so that jobs under way can still say why they wait.
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, statfsSync } from "node:fs";
import files from "node:fs/promises";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { join, sep } from "node:path";

const stored = join(process.cwd(), "supabase", ".temp", "storage") + sep;
const unfinished = join(process.cwd(), "supabase", ".temp", "unfinished");
const hasDatabase = process.env.DARKROOM_SHARED_DISK === "1";

/** So much stays free, in bytes: of what files are put on, and of what rows are. */
const reserve = { files: 96 * 1024 ** 2, rows: 48 * 1024 ** 2 };

// What a killed process left half written.
rmSync(unfinished, { recursive: true, force: true });
mkdirSync(unfinished, { recursive: true });

const writeInPlace = files.writeFile;
files.writeFile = async (path, ...rest) => {
  if (typeof path !== "string" || !path.startsWith(stored)) return writeInPlace(path, ...rest);
  const aside = join(unfinished, randomUUID());
  try {
    await writeInPlace(aside, ...rest);
    await files.rename(aside, path);
  } catch (error) {
    await files.rm(aside, { force: true });
    throw error;
  }
};
const { createServer } = http;
http.createServer = (options, answer) =>
  createServer(options, (request, response) =>
    hasRoomFor(request) ? answer(request, response) : refuse(request, response),
  );
syncBuiltinESMExports();

/** What only reads, or makes room. */
const harmless = new Set(["GET", "HEAD", "OPTIONS", "DELETE"]);

function hasRoomFor({ method, url, headers }) {
  const isFile = url.startsWith("/storage/v1/object/");
  const isList = /^\/storage\/v1\/object\/(?:list|sign)\//.test(url);
  if (harmless.has(method) || isList || (!isFile && !hasDatabase)) return true;
  const { bavail, bsize } = statfsSync(process.cwd());
  const needed = Number(headers["content-length"]) || 0;
  return bavail * bsize - needed >= (isFile ? reserve.files : reserve.rows);
}

function refuse(request, response) {
  const { status, body } = refusalOf(request.url);
  request.resume();
  // Not before it is all read: whoever still sends would see a broken connection instead of an answer.
  request.once("end", () => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
}

const message = "No space left on device";

function refusalOf(url) {
  if (url.startsWith("/storage/")) {
    return { status: 507, body: { statusCode: "507", error: "InsufficientStorage", message } };
  }
  // Any other status would be auth's own no, by which a client that refreshes its session is signed out.
  if (url.startsWith("/auth/"))
    return { status: 503, body: { error_code: "unexpected_failure", msg: message } };
  return { status: 507, body: { code: "53100", message, details: null, hint: "Check free disk space." } };
}
