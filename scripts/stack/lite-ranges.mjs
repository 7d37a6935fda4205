// Supabase Lite, answering ranges of stored files as hosted Storage does, loaded into its process before it starts.
//
// Its own adapter reads files whole and never hears of a Range: here the span that a request asks for is what is read
// from the disk for it, and what its answer says. It also leaves open files to the garbage collector; these close. Its
// database does one thing at a time: of ranges of one file that the same key asks for at once, the first is looked up, and
// the others are read by what it found.
import { AsyncLocalStorage } from "node:async_hooks";
import { createReadStream } from "node:fs";
import files from "node:fs/promises";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { join, sep } from "node:path";
import { Readable } from "node:stream";

const stored = join(process.cwd(), "supabase", ".temp", "storage") + sep;

/** What the request under way asks for, and then what is read for it: { first, last, size, path }. */
const asked = new AsyncLocalStorage();

/** What is being looked up: a file, with the headers of an answer, or null. */
const underWay = new Map();

const openFile = files.open;
files.open = async (path, flags, ...rest) => {
  const handle = await openFile(path, flags, ...rest);
  if (flags !== "r" || typeof path !== "string" || !path.startsWith(stored)) return handle;
  const span = asked.getStore();
  if (span) {
    span.path = path;
    span.size = (await handle.stat()).size;
    span.last = Math.min(span.last, span.size - 1);
  }
  if (span && span.first > span.last) {
    await handle.close();
    handle.readableWebStream = () => Readable.toWeb(Readable.from([]));
  } else {
    const part = span && { start: span.first, end: span.last };
    handle.readableWebStream = () => Readable.toWeb(handle.createReadStream(part));
  }
  return handle;
};

const { createServer } = http;
http.createServer = (options, answer) =>
  createServer(options, (request, response) => {
    const isFile = request.method === "GET" && request.url.startsWith("/storage/v1/object/");
    const range = isFile && /^bytes=(\d+)-(\d*)$/i.exec(request.headers.range ?? "");
    if (!range) return answer(request, response);
    const span = { first: Number(range[1]), last: range[2] ? Number(range[2]) : Infinity };
    const { authorization, apikey } = request.headers;
    const key = [request.url, authorization, apikey].join("\n");
    const alone = (told) => {
      sayRange(response, span, told);
      return asked.run(span, () => answer(request, response));
    };
    const found = underWay.get(key);
    if (found) return void found.then((file) => (file ? send(file, span, response) : alone()));
    const { promise, resolve } = Promise.withResolvers();
    underWay.set(key, promise);
    return alone((file) => {
      underWay.delete(key);
      resolve(file);
    });
  });
syncBuiltinESMExports();

/** Reads another span of a file that was just found. */
function send({ path, size, headers }, { first, last }, response) {
  const span = { first, last: Math.min(last, size - 1), path, size };
  sayRange(response, span);
  response.writeHead(200, headers);
  if (first >= size) return response.end();
  const part = createReadStream(path, { start: first, end: span.last });
  part.once("error", () => response.destroy());
  response.once("close", () => part.destroy());
  part.pipe(response);
}

/** An answer with a span of a file says so; one that nothing was read for stays as it is. `told` hears of the file, or of none. */
function sayRange(response, span, told = () => {}) {
  response.once("close", () => told(null));
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status, ...rest) => {
    const { first, last, size } = span;
    if (status !== 200 || size === undefined) {
      told(null);
      return writeHead(status, ...rest);
    }
    const headers = Object.fromEntries(
      Object.entries({ ...response.getHeaders(), ...rest.at(-1) }).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    );
    told({ path: span.path, size, headers });
    const isPart = first <= last;
    const range = isPart
      ? { "content-range": `bytes ${first}-${last}/${size}`, "content-length": last - first + 1 }
      : { "content-range": `bytes */${size}`, "content-length": 0 };
    return writeHead(isPart ? 206 : 416, { ...headers, ...range });
  };
}
