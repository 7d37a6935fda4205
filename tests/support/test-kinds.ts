import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createCanvas } from "@napi-rs/canvas";
import { z } from "zod";
import type { Engine } from "@/lib/jobs/engine";
import type { Job } from "@/lib/jobs/job";
import { savingStage, type KindProfile, type StepProfile } from "@/lib/jobs/kind-profile";
import { operationAt } from "@/lib/jobs/slots";
import type { Chunk, Kind, MadePiece, OpenFile, PieceWork } from "@/lib/kinds/kind";
import { addKind } from "@/lib/kinds/registry";
import { addMaker } from "@/lib/render/makers";
import type { Operation } from "@/lib/jobs/job";
import type { Startable } from "./world";

/**
 * Kinds that the product does not have, each for one thing that the core knows and those of the product do not use:
 * a number of pieces that follows from an answer, pieces of our own, rows out of a stream, two providers at once, and work
 * that comes with the answer of its create call, whose parts end together and can be made anew.
 */

const Input = z.strictObject({ words: z.string() });
type Input = z.infer<typeof Input>;

const openai: Engine = { provider: "openai", model: "gpt-6-luna" };
const fal: Engine = { provider: "fal", model: "fal-ai/veo3.1/fast" };

const step = (name: string, progressAtEnd: number, more: Partial<StepProfile> = {}): StepProfile => ({
  name,
  label: name,
  doneLabel: name,
  partial: false,
  intervalMs: 5_000,
  usual: { p50Ms: 10_000, p90Ms: 20_000 },
  progressAtEnd,
  ...more,
});

function kindWith(
  kind: string,
  steps: StepProfile[],
  rest: Pick<Kind<Input>, "engines" | "slots" | "frames"> & Partial<Kind<Input>>,
  profile: Partial<KindProfile> = {},
): Kind<Input> {
  return {
    profile: {
      kind,
      label: kind,
      steps,
      saving: savingStage("Saving", "Saved", { p50Ms: 1_000, p90Ms: 2_000 }),
      deadlineMs: 600_000,
      graceMs: 600_000,
      automaticRetries: 1,
      mostRunning: 4,
      ...profile,
    },
    input: Input,
    uploads: () => [],
    title: ({ words }) => words,
    prompt: ({ words }) => words,
    offers: () => [],
    opening: () => "Asked",
    request: ({ input, step: name, slot, engine }) =>
      engine.provider === "fal"
        ? {
            provider: "fal",
            body: { model: engine.model ?? "", prompt: input.words, seconds: 4, size: "1280x720" },
          }
        : {
            provider: "openai",
            body: { type: "answer", model: engine.model ?? "", prompt: `${input.words}, ${name} ${slot}` },
          },
    resultName: (number, name) => `${name}-${number}`,
    ...rest,
  };
}

/** How many steps the answer lists; `null` while there is no answer. */
function listed(job: Job): number | null {
  const text = operationAt(job, "script", 0)?.output?.text;
  if (text === "[[throw]]") throw new Error("the kind cannot make sense of this");
  return text === undefined ? null : (text.match(/^\d+\. /gm)?.length ?? 0);
}

/** As many answers as the first one lists steps: three, in the sandbox. */
const counted = kindWith("test_counted", [step("script", 30), step("scenes", 97)], {
  engines: () => ({ script: openai, scenes: openai }),
  slots: (_input, name, job) => (name === "script" ? 1 : listed(job)),
  frames: "scenes",
});

/** A small picture, the same for the same number. */
function drawn(number: number): Buffer {
  const canvas = createCanvas(32, 32);
  const context = canvas.getContext("2d");
  context.fillStyle = `hsl(${number * 90} 50% 50%)`;
  context.fillRect(0, 0, 32, 32);
  return canvas.toBuffer("image/png");
}

export const renderedPieces = 3;

function joined(parts: readonly Buffer[]): Buffer {
  return drawn(createHash("sha256").update(Buffer.concat(parts)).digest()[0] ?? 0);
}

/** What a job of the rendered kind ends up with, whoever made which piece and however often. */
export function renderedFiles(): Array<{ name: string; sha256: string }> {
  const pieces = Array.from({ length: renderedPieces }, (_, slot) => drawn(slot));
  const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  return [
    { name: "joining-1.png", sha256: digest(joined(pieces)) },
    ...pieces.map((bytes, slot) => ({ name: `rendering-${slot + 1}.png`, sha256: digest(bytes) })),
  ];
}

/** An answer, then three pictures that we draw ourselves; the last is made of the first two. */
const rendered = kindWith(
  "test_rendered",
  [step("script", 30), step("rendering", 80, { isOurs: true }), step("joining", 97, { isOurs: true })],
  {
    engines: () => ({ script: openai }),
    slots: (_input, name) => (name === "rendering" ? renderedPieces : 1),
    frames: "rendering",
  },
);

/** Makes a piece of the rendered kind. */
async function makeRendered({ step: name, slot, load, signal }: PieceWork): Promise<MadePiece> {
  await sleep(20, undefined, { signal });
  if (name === "rendering") return png(drawn(slot));
  const parts = Array.from({ length: renderedPieces }, (_, index) => load("rendering", index));
  return png(joined(await Promise.all(parts)));
}

const png = (bytes: Buffer): MadePiece => ({
  files: [{ bytes, contentType: "image/png", extension: "png" }],
});

const rowBytes = 256;
const rowsAtOnce = 4;

/** The film of fal, taken as rows: one for every 256 bytes, read by ranges from the cursor on. */
const streamed = kindWith(
  "test_streamed",
  [step("filming", 97)],
  {
    engines: () => ({ filming: fal }),
    slots: () => 1,
    frames: "filming",
    rows: { filming: { write: "keep_test_rows", read: readRows } },
  },
  { result: (job) => ({ rows: Position.parse(operationAt(job, "filming", 0)?.cursor).row }) },
);

const Position = z.object({ byte: z.number(), row: z.number() });

async function* readRows({ output, cursor }: Operation, open: OpenFile): AsyncIterable<Chunk> {
  const [file] = output?.files ?? [];
  if (!file) return;
  let { byte, row } = cursor ? Position.parse(cursor) : { byte: 0, row: 0 };
  let rest = Buffer.alloc(0);
  const take = (size: number): Chunk => {
    const rows = [];
    while (rest.length > 0 && rows.length < size) {
      const bytes = rest.subarray(0, rowBytes);
      rows.push({ number: row++, digest: createHash("sha256").update(bytes).digest("hex") });
      rest = rest.subarray(bytes.length);
      byte += bytes.length;
    }
    return { rows, cursor: { byte, row } };
  };
  for await (const bytes of await open(file, byte)) {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= rowBytes * rowsAtOnce) yield take(rowsAtOnce);
  }
  if (rest.length > 0) yield take(Infinity);
}

/** The rows that a film of these bytes becomes. */
export function rowsOf(film: Buffer): Array<{ number: number; digest: string }> {
  return Array.from({ length: Math.ceil(film.length / rowBytes) }, (_, number) => {
    const bytes = film.subarray(number * rowBytes, (number + 1) * rowBytes);
    return { number, digest: createHash("sha256").update(bytes).digest("hex") };
  });
}

/** Where the rows of the streamed kind go, as a kind's own migration would have it. No key: a row written twice is seen. */
export const testRowsSql = `
  create table public.test_rows (operation_id uuid not null, number integer not null, digest text not null);
  create function public.keep_test_rows(p_claim_id uuid, p_operation_id uuid, p_after jsonb, p_cursor jsonb, p_rows jsonb)
    returns boolean language plpgsql security definer set search_path = '' as $$
  begin
    if not public.move_cursor(p_claim_id, p_operation_id, p_after, p_cursor) then
      return false;
    end if;
    insert into public.test_rows (operation_id, number, digest)
    select p_operation_id, r.number, r.digest from jsonb_to_recordset(p_rows) as r(number integer, digest text);
    return true;
  end
  $$;
  revoke all on function public.keep_test_rows(uuid, uuid, jsonb, jsonb, jsonb) from public, anon, authenticated;
  grant execute on function public.keep_test_rows(uuid, uuid, jsonb, jsonb, jsonb) to service_role;`;

/** One step in two parts, at once: a film at fal, and words at OpenAI. Either can be made anew. */
const mixed = kindWith("test_mixed", [step("making", 97, { parts: ["film", "words"] })], {
  engines: () => ({ film: fal, words: openai }),
  slots: () => 2,
  frames: "making",
  revision: {
    change: Input,
    of({ operations }, number, change) {
      const anew = operations.filter((each) => each.slot === number - 1);
      return { input: Input.parse(change), superseded: anew.map(({ id }) => id) };
    },
  },
});

export const scenes = 3;

const ScenesChange = z.strictObject({ part: z.enum(["picture", "voice"]), words: z.string().min(1) });

/** Pictures and voices, each in one call that holds until it is made; then a file that we make of all of them. */
const held = kindWith(
  "test_held",
  [
    step("scenes", 80, { parts: ["picture", "voice"], makes: ["pictures", "voices"], endsTogether: true }),
    step("joining", 97, { isOurs: true }),
  ],
  {
    engines: () => ({
      picture: { provider: "openai-media", model: "gpt-image-2" },
      voice: { provider: "openai-media", model: "gpt-4o-mini-tts" },
    }),
    slots: (_input, name) => (name === "scenes" ? 2 * scenes : 1),
    frames: "scenes",
    request: ({ input: { words }, slot, engine: { model } }) => ({
      provider: "openai-media",
      body:
        slot % 2 === 0
          ? { type: "picture", model: model ?? "", prompt: `${words}, ${slot}`, size: "1024x1024" }
          : { type: "speech", model: model ?? "", voice: "warm", text: `${words}, ${slot}` },
    }),
    resultName: (number, name) => (name === "scenes" ? `scene-${number}` : "joined"),
    revision: {
      change: ScenesChange,
      of(job, number, change) {
        if (number > scenes) return null;
        const { part, words } = ScenesChange.parse(change);
        const slot = 2 * (number - 1) + (part === "voice" ? 1 : 0);
        const anew = job.operations.filter((each) => each.step === "joining" || each.slot === slot);
        return { input: { words }, superseded: anew.map(({ id }) => id) };
      },
    },
  },
  {
    pieceName: (name, slot) =>
      name === "scenes" ? `Scene ${Math.floor(slot / 2) + 1}, its part ${slot}` : name,
  },
);

/** Makes one file of all scenes. */
async function makeHeld({ load }: PieceWork): Promise<MadePiece> {
  const parts = await Promise.all(Array.from({ length: 2 * scenes }, (_, slot) => load("scenes", slot)));
  return { ...png(joined(parts)), facts: { bytes: parts.map((part) => part.length) } };
}

/** Asks its provider for what that has no word for. */
const wrong = kindWith("test_wrong", [step("asking", 97)], {
  engines: () => ({ asking: openai }),
  slots: () => 1,
  frames: "asking",
  request: () => ({ provider: "openai", body: { type: "song" } as never }),
});

/** Lets this process know the kinds of the tests. */
export function addTestKinds(): void {
  for (const kind of [counted, rendered, streamed, mixed, held, wrong]) addKind(kind);
  addMaker(rendered.profile.kind, makeRendered);
  addMaker("test_held", makeHeld);
}

const startable = (kind: Kind<Input>): Startable => ({
  kind: kind.profile.kind,
  pictures: 0,
  input: (_pictures, words = "A fox crosses a frozen lake") => ({ words }),
});

export const testKinds = {
  counted: startable(counted),
  rendered: startable(rendered),
  streamed: startable(streamed),
  mixed: startable(mixed),
  held: startable(held),
  wrong: startable(wrong),
};
