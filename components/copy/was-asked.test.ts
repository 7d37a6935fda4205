import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { kindNamed } from "@/lib/kinds/registry";
import { LibraryChoice } from "@/lib/jobs/library";
import { jobFixture } from "@/tests/support/job-fixture";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { askedFields, callsSentence, curlOf, modelWithoutTitle, statusCurlOf } from "./was-asked";

stubEnvironment({ FAL_KEY: "a key", OPENAI_API_KEY: "a key" });
const me = "0b7c2f2e-6f2b-4d5f-8c56-0e6a0b1f3c11";
const image = `${me}/a.jpg`;

/** What users send, one of each kind that a call can start. */
const given: Record<string, Record<string, unknown>> = {
  photoshoot: {
    title: "Ada's portraits",
    subject: "woman",
    images: [1, 2, 3, 4].map((n) => `${me}/${n}.jpg`),
    style: "film",
  },
  sora: {
    prompt: 'It\'s $HOME; `ls`\n"here" \\ there',
    model: "fal-ai/veo3.1/fast",
    seconds: 8,
    size: "1280x720",
    image,
  },
  product_card: { image, style: "luxury", prompt: "“Morning roast”", imageName: "beans.jpg" },
  chat: { prompt: "Why is 'red' light safe?" },
  story_video: { story: "A fox.\n\nIt's dawn.", scenes: 4, voice: "warm", shape: "square", captions: false },
};

/** The job as the record has it. */
function asked(name: string) {
  const kind = kindNamed(name);
  const input = (kind?.given ?? kind?.input)?.parse(given[name]) as Record<string, unknown>;
  return jobFixture({ kind: name, input, priority: "high" });
}

/** The words that a shell makes of a command, its program left out. */
function wordsOf(command: string): string[] {
  const setting = `DARKROOM_TOKEN='the token'`;
  const script = `${setting}; curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${command}`;
  const told = execFileSync("sh", ["-c", script], { encoding: "utf8" });
  return told.split("\0").slice(0, -1);
}

test.each(Object.keys(given))(
  "the call copied of a %s is one that a shell and the API take, and asks for the same",
  (name) => {
    const command = curlOf(asked(name), "https://darkroom.test");
    const [method, post, url, auth, token, type, json, data, body = ""] = wordsOf(command);
    expect([method, post, url]).toEqual(["-X", "POST", "https://darkroom.test/api/jobs"]);
    expect([auth, token, type, json]).toEqual([
      "-H",
      "Authorization: Bearer the token",
      "-H",
      "Content-Type: application/json",
    ]);
    expect(data).toBe("--data-raw");
    const sent = JSON.parse(body) as { kind: string; input: Record<string, unknown> };
    expect(sent).toMatchObject({ kind: name, input: given[name], priority: "high" });
    const kind = kindNamed(name);
    expect((kind?.given ?? kind?.input)?.safeParse(sent.input)).toMatchObject({ success: true });
    expect(command).not.toContain("the token");
  },
);

test("the call that asks how a job stands names it, and no token", () => {
  const command = statusCurlOf(jobFixture({ id: me }), "https://darkroom.test");
  expect(wordsOf(command)).toEqual([
    `https://darkroom.test/api/jobs/${me}`,
    "-H",
    "Authorization: Bearer the token",
  ]);
  expect(command).not.toContain("the token");
});

test.each([
  [[me], { assetIds: [me] }, /^“Copy as curl” has the call that starts it again, /],
  [
    null,
    { all: "untagged" },
    /^“Copy as curl” has the call that tags all of your library that have no tags then/,
  ],
])("the call copied of a tagging job names its images where they are known: %j", (images, input, says) => {
  const job = jobFixture({ kind: "image_tags", input: { count: 1, files: 1, isInline: true } });
  const body = wordsOf(curlOf(job, "https://darkroom.test", images)).at(-1) ?? "";
  expect(JSON.parse(body)).toEqual({ kind: "image_tags", input });
  expect(LibraryChoice.safeParse(input).success).toBe(true);
  expect(callsSentence(job, images)).toMatch(says);
});

test.each(Object.keys(given))("every input of a %s is told, whatever the kind", (name) => {
  const job = asked(name);
  const fields = askedFields(job);
  expect(fields.map((field) => field.name)).toEqual([...Object.keys(job.input), "priority"]);
  for (const { label, value } of fields) expect([label, value]).not.toContain("");
});

test("inputs are told in words, and pictures are the user's own", () => {
  const told = (name: string) =>
    Object.fromEntries(askedFields(asked(name)).map((field) => [field.name, field]));
  expect(told("sora")["model"]).toMatchObject({ value: "fal-ai/veo3.1/fast", isModel: true });
  expect([told("sora")["seconds"]?.value, told("sora")["size"]?.value]).toEqual(["8 s", "1280 × 720"]);
  expect(told("photoshoot")["images"]).toMatchObject({ value: "4 pictures" });
  expect(told("photoshoot")["images"]?.pictures).toHaveLength(4);
  expect([told("photoshoot")["style"]?.value, told("story_video")["captions"]?.value]).toEqual([
    "Film",
    "Off",
  ]);
  const odd = askedFields(jobFixture({ input: { mood: { warm: 1 }, edits: { "2": {}, "5": {} } } }));
  expect(odd.map(({ value }) => value)).toEqual(['{"warm":1}', "2, 5"]);
});

test("the model is told of a job that was not asked for one, and the job whose model a photoshoot takes is none", () => {
  const modelOf = (job: Parameters<typeof askedFields>[0]) =>
    askedFields(job).find(({ name }) => name === "model");
  const chat = jobFixture({ kind: "chat", input: { prompt: "Why?" }, model: "gpt-6-luna" });
  expect(modelOf(chat)).toMatchObject({ label: "Model", value: "gpt-6-luna", isModel: true });
  expect(modelOf({ ...chat, model: null })).toBeUndefined();
  const shoot = jobFixture({ kind: "photoshoot", input: { title: "A", model: me }, model: null });
  expect(modelOf(shoot)).toMatchObject({ label: "Model", value: me, isModel: false, isJob: true });
  expect(modelOf(chat)?.isJob).toBe(false);
});

test("a kept model whose job has no title here is told in words, and that it is gone only where it is", () => {
  expect(modelWithoutTitle(true)).toBe("A model of yours that is deleted");
  expect(modelWithoutTitle(false)).toBe("The model of an earlier photoshoot");
});
