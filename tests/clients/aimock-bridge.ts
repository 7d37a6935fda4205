import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { answer } from "@/sandbox/node-http";

const Drawing = z.object({
  model: z.string(),
  input: z.tuple([z.object({ content: z.tuple([z.object({ text: z.string() })]).rest(z.unknown()) })]),
  tools: z.tuple([z.looseObject({ type: z.literal("image_generation"), model: z.string().optional() })]),
});
type Drawing = z.infer<typeof Drawing>;
const Drawn = z.object({ data: z.tuple([z.object({ b64_json: z.string() })]) });

/**
 * Stands before aimock and adds what it lacks, no more: pictures inside responses, which it makes on a route of their
 * own; the header by which it knows that a path is fal's queue; and a place where films lie. All else goes through.
 */
export async function startAimockBridge(
  aimockUrl: string,
  film: Buffer,
): Promise<{ url: string; close: () => Promise<void> }> {
  const responses = new Map<string, unknown>();

  const forward = async (request: Request, body: string, headers: Record<string, string> = {}) => {
    const { pathname, search } = new URL(request.url);
    const sent = new Headers(request.headers);
    for (const name of ["host", "connection", "content-length", "transfer-encoding"]) sent.delete(name);
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    const init = { method: request.method, headers: sent, ...(body !== "" && { body }) };
    const { status, headers: had, body: said } = await fetch(`${aimockUrl}${pathname}${search}`, init);
    return new Response(said, { status, headers: had });
  };

  /** A response that has what aimock's route for pictures answers, in the place where the image tool puts it. */
  const draw = async (request: Request, { model, input, tools: [tool] }: Drawing): Promise<Response> => {
    const [{ text: prompt }] = input[0].content;
    const drawn = await fetch(`${aimockUrl}/v1/images/generations`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: request.headers.get("authorization") ?? "",
      },
      body: JSON.stringify({ model: tool.model, prompt }),
    });
    if (!drawn.ok) return new Response(drawn.body, { status: drawn.status, headers: drawn.headers });
    const [{ b64_json: result }] = Drawn.parse(await drawn.json()).data;
    const id = `resp_${responses.size + 1}`;
    const output = [{ type: "image_generation_call", id: `ig_${id}`, status: "completed", result }];
    const response = { id, object: "response", status: "completed", model, output };
    responses.set(id, response);
    return Response.json(response);
  };

  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === "/films/fox.mp4")
      return new Response(new Uint8Array(film), { headers: { "content-type": "video/mp4" } });
    const kept = responses.get(/^\/v1\/responses\/(\w+)$/.exec(pathname)?.[1] ?? "");
    if (kept !== undefined) return Response.json(kept);
    const body = await request.text();
    const isResponse = request.method === "POST" && pathname === "/v1/responses";
    const drawing = isResponse ? Drawing.safeParse(JSON.parse(body)).data : undefined;
    if (drawing) return draw(request, drawing);
    return forward(
      request,
      body,
      pathname.startsWith("/fal/") ? { "x-fal-target-host": "queue.fal.run" } : {},
    );
  };

  const server = createServer((incoming, outgoing) => void answer(handle, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
