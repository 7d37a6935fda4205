import type { HttpHandler } from "msw";
import { z } from "zod";
import { fileAnswer } from "../core/file-answer";
import type { Answer, Call } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import type { BatchDesk } from "./batch-desk";
import { invalid, notFound, refusal } from "./errors";
import { FILE, fileJson, isThere, type StoredFile } from "./file";
import { listPage } from "./list-page";
import { openaiRoute } from "./openai-route";
import { readUpload } from "./read-upload";
import { numberOf, wireId } from "./wire-id";

/** What a form says, once its file is written; see `readUpload`. */
const FileInput = z.object({
  file: z.object({ name: z.string(), type: z.string(), bytes: z.number() }, { error: "expected a file" }),
  purpose: z.enum(["assistants", "batch", "fine-tune", "vision", "user_data", "evals"]),
  expires_after: z
    .object({ anchor: z.literal("created_at"), seconds: z.coerce.number().int().min(3_600).max(2_592_000) })
    .optional(),
});

/** Files for batches go after 30 days unless told otherwise. */
const BATCH_SECONDS = 2_592_000;

/** `POST`, `GET`, list, content and `DELETE` of `/files`. */
export function fileRoutes(world: World, archive: Archive, desk: BatchDesk): HttpHandler[] {
  const path = "/openai/v1/files";

  const fileOf = (call: Call): StoredFile => {
    const file = archive.files.get(numberOf(FILE, call.param("id")));
    if (file && isThere(file, world.now())) return file;
    throw notFound("File", call.param("id"));
  };

  const create: Answer = async ({ request }) => {
    const id = world.ids.next();
    const writer = world.blobs.writer(wireId(FILE, id));
    const parsed = FileInput.safeParse(await readUpload(request, writer), { reportInput: true });
    try {
      if (!parsed.success) throw invalid(parsed.error);
      const { file, purpose, expires_after: expiry } = parsed.data;
      if (purpose === "batch" && !file.name.endsWith(".jsonl"))
        throw refusal(400, "Invalid file format for Batch API. Must be .jsonl", { param: "file" });
      const stored: StoredFile = {
        id,
        filename: file.name,
        purpose,
        bytes: file.bytes,
        contentType: file.type || "application/octet-stream",
        expiresAfter: expiry?.seconds ?? (purpose === "batch" ? BATCH_SECONDS : null),
      };
      writer.keep();
      return Response.json(fileJson(archive.files.insert(stored)));
    } finally {
      writer.drop();
    }
  };

  const list: Answer = ({ url }) => {
    const purpose = url.searchParams.get("purpose");
    const files = archive.files
      .all()
      .filter((file) => isThere(file, world.now()) && (purpose ?? file.purpose) === file.purpose);
    return Response.json(listPage(files, url.searchParams, fileJson));
  };

  const content: Answer = (call) => {
    const { contentType } = fileOf(call);
    const bytes = world.blobs.content(call.param("id"));
    if (!bytes) throw notFound("File", call.param("id"));
    return fileAnswer(world, call, { content: bytes, contentType, where: ["file-content", "openai"] });
  };

  const remove: Answer = (call) => {
    const { id } = fileOf(call);
    archive.files.remove(id);
    // A batch under way has read its file by then, and goes on.
    if (!desk.reads(id)) world.blobs.remove(call.param("id"));
    return Response.json({ id: call.param("id"), object: "file", deleted: true });
  };

  return [
    openaiRoute(world, { name: "create-file", method: "POST", path, creates: true }, create),
    openaiRoute(world, { name: "list-files", method: "GET", path }, list),
    openaiRoute(world, { name: "get-file", method: "GET", path: `${path}/:id` }, (call) =>
      Response.json(fileJson(fileOf(call))),
    ),
    openaiRoute(world, { name: "file-content", method: "GET", path: `${path}/:id/content` }, content),
    openaiRoute(world, { name: "delete-file", method: "DELETE", path: `${path}/:id` }, remove),
  ];
}
