import type { HttpHandler } from "msw";
import { z } from "zod";
import { birthOf } from "../core/ids";
import type { Answer, Call } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { invalid, notFound } from "./errors";
import { contentOf, FILE, fileJson, type StoredFile } from "./file";
import { listPage } from "./list-page";
import { openaiRoute } from "./openai-route";
import { readBody } from "./read-body";
import { numberOf, wireId } from "./wire-id";

const FileInput = z.object({
  file: z.instanceof(File, { error: "expected a file" }),
  purpose: z.enum(["assistants", "batch", "fine-tune", "vision", "user_data", "evals"]),
  expires_after: z
    .object({ anchor: z.literal("created_at"), seconds: z.coerce.number().int().min(3_600).max(2_592_000) })
    .optional(),
});

/** Files for batches go after 30 days unless told otherwise. */
const BATCH_SECONDS = 2_592_000;

/** `POST`, `GET`, list, content and `DELETE` of `/files`. */
export function fileRoutes(world: World, archive: Archive): HttpHandler[] {
  const path = "/openai/v1/files";
  const alive = ({ id, expiresAfter }: StoredFile) =>
    expiresAfter === null || birthOf(id) + expiresAfter * 1_000 > world.now();

  const fileOf = (call: Call): StoredFile => {
    const file = archive.files.get(numberOf(FILE, call.param("id")));
    if (file && alive(file)) return file;
    throw notFound("File", call.param("id"));
  };

  const create: Answer = async ({ request }) => {
    const parsed = FileInput.safeParse(await readBody(request), { reportInput: true });
    if (!parsed.success) throw invalid(parsed.error);
    const { file, purpose, expires_after: expiry } = parsed.data;
    const content = Buffer.from(await file.arrayBuffer());
    const stored: StoredFile = {
      id: world.ids.next(),
      filename: file.name,
      purpose,
      bytes: content.byteLength,
      contentType: file.type || "application/octet-stream",
      expiresAfter: expiry?.seconds ?? (purpose === "batch" ? BATCH_SECONDS : null),
    };
    world.blobs.put(wireId(FILE, stored.id), content);
    return Response.json(fileJson(archive.files.insert(stored)));
  };

  const list: Answer = ({ url }) => {
    const purpose = url.searchParams.get("purpose");
    const files = archive.files
      .all()
      .filter((file) => alive(file) && (purpose ?? file.purpose) === file.purpose);
    return Response.json(listPage(files, url.searchParams, fileJson));
  };

  const content: Answer = (call) => {
    const { contentType } = fileOf(call);
    const bytes = contentOf(world, call.param("id")) ?? Buffer.alloc(0);
    return new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } });
  };

  const remove: Answer = (call) => {
    archive.files.remove(fileOf(call).id);
    world.blobs.remove(call.param("id"));
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
