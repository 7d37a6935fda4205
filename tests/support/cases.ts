import { kindNames, type KindName } from "@/lib/jobs/kind-name";

/** A kind at one of its providers: everything that "must hold" holds for each of these. */
export interface Case {
  /** "a video at fal". */
  name: string;
  kind: KindName;
  provider: string;
  /** How many uploaded pictures its input names. */
  pictures: number;
  /** Whether they are images of the user's library, named by their ids; else they are uploads, named by their paths. */
  ofLibrary?: boolean;
  input: (pictures: readonly string[], words?: string) => Record<string, unknown>;
  /** The journal's routes that cost money, and how often one job calls each. */
  creates: Readonly<Record<string, number>>;
  /** The first of them, as the provider hears it, and its name for faults; what is in its body where others are called alike. */
  create: { call: RegExp; place: string; body?: RegExp };
  /** Where one job is asked about: the journal's route, and its name for faults. */
  ask: { route: string; place: string };
  /**
   * Where its results are downloaded, and the name for faults; `null` where they lie in the answer itself, or become rows.
   * With the names of those that are, where they are not all.
   */
  file: { call: RegExp; place: string; results?: readonly string[] } | null;
  /** Result files by name; none where the result is an answer in words. */
  results: readonly string[];
  /** Whether some of it is made by us, whose end carries the job on, too. */
  hasPieces?: boolean;
  /** How many webhooks one job makes its provider send. */
  webhooks: number;
  /** Whether the provider offers a way to look up work whose create call was never answered. */
  isFindable: boolean;
  /** How the provider is asked to stop, and what it then says; `null` where it cannot be. */
  stop: { route: string; place: string; outcome: "canceled" | "requested" } | null;
  /**
   * Whether refused work was charged, as far as anybody knows, when its start is refused and when its run is, and what a
   * refused run says; `null` where nothing is against the rules.
   */
  refusal: { atStart: boolean | null; inRun: boolean | null; words: RegExp } | null;
  minutes: { deadline: number; grace: number };
  intervalMs: number;
}

/** The same for every video, so that a file of tests films three times at most. */
const scene = "A fox crosses a frozen lake";
const film = { seconds: 4, size: "1280x720" };
/** Every word of the provider's is kept, and none of the tags that it was set with. */
const marked = /^[^<>]+\([a-z_]+\)[^<>]*$/;

const videoTimes = { minutes: { deadline: 10, grace: 5 }, intervalMs: 5_000 };

export const photoshootAtAstria: Case = {
  name: "a photoshoot at Astria",
  kind: "photoshoot",
  provider: "astria",
  pictures: 4,
  input: (images, words = "Test") => ({ title: words, subject: "woman", images }),
  creates: { "POST /astria/tunes": 1, "POST /astria/tunes/:id/prompts": 8 },
  create: { call: /^POST .*\/astria\/tunes$/, place: "create-tune" },
  ask: { route: "GET /astria/tunes/:id", place: "get-tune" },
  file: { call: /^GET .*\/astria\/images\//, place: "image" },
  results: Array.from({ length: 8 }, (_, index) => `picture-0${index + 1}.jpg`),
  webhooks: 9,
  isFindable: true,
  stop: null,
  refusal: null,
  minutes: { deadline: 60, grace: 60 },
  intervalMs: 30_000,
};

export const videoAtOpenAi: Case = {
  name: "a video at OpenAI Videos",
  kind: "sora",
  provider: "openai-videos",
  pictures: 0,
  input: (_pictures, words = scene) => ({ prompt: words, model: "sora-2", ...film }),
  creates: { "POST /openai/v1/videos": 1 },
  create: { call: /^POST .*\/openai\/v1\/videos$/, place: "create-video" },
  ask: { route: "GET /openai/v1/videos/:id", place: "get-video" },
  file: { call: /^GET .*\/content$/, place: "video-content" },
  results: ["video.mp4"],
  webhooks: 1,
  isFindable: true,
  stop: null,
  refusal: { atStart: false, inRun: null, words: marked },
  ...videoTimes,
};

export const videoAtFal: Case = {
  name: "a video at fal",
  kind: "sora",
  provider: "fal",
  pictures: 0,
  input: (_pictures, words = scene) => ({ prompt: words, model: "fal-ai/veo3.1/fast", ...film }),
  creates: { "POST /fal/:owner/:app": 1 },
  create: { call: /^POST .*\/fal-ai\/veo3\.1\/fast/, place: "fal-submit" },
  ask: { route: "GET /fal/:owner/:app/requests/:id/status", place: "fal-status" },
  file: { call: /^GET .*\/fal\/files\//, place: "fal-file" },
  results: ["video.mp4"],
  webhooks: 1,
  isFindable: false,
  stop: { route: "PUT /fal/:owner/:app/requests/:id/cancel", place: "fal-cancel", outcome: "requested" },
  refusal: { atStart: null, inRun: null, words: marked },
  ...videoTimes,
};

const atOpenAi = {
  provider: "openai",
  creates: { "POST /openai/v1/responses": 1 },
  create: { call: /^POST .*\/openai\/v1\/responses$/, place: "create-response" },
  ask: { route: "GET /openai/v1/responses/:id", place: "get-response" },
  file: null,
  webhooks: 1,
  isFindable: false,
  stop: { route: "POST /openai/v1/responses/:id/cancel", place: "cancel-response", outcome: "canceled" },
  intervalMs: 5_000,
} as const;

export const cardAtOpenAi: Case = {
  ...atOpenAi,
  name: "a product card at OpenAI",
  kind: "product_card",
  pictures: 1,
  input: ([image], words) => ({ image, style: "studio", ...(words !== undefined && { prompt: words }) }),
  results: ["card.jpg"],
  refusal: { atStart: false, inRun: null, words: marked },
  minutes: { deadline: 10, grace: 10 },
};

export const chatAtOpenAi: Case = {
  ...atOpenAi,
  name: "an answer at OpenAI",
  kind: "chat",
  pictures: 0,
  input: (_pictures, words = "Why is the sky blue?") => ({ prompt: words }),
  results: [],
  refusal: { atStart: false, inRun: true, words: /I'm sorry, but I can't help/ },
  minutes: { deadline: 15, grace: 15 },
};

export const tagsAtOpenAi: Case = {
  name: "image tags at OpenAI Batch",
  kind: "image_tags",
  provider: "openai-batches",
  pictures: 3,
  ofLibrary: true,
  input: (assetIds) => ({ assetIds }),
  creates: { "POST /openai/v1/batches": 1 },
  create: { call: /^POST .*\/openai\/v1\/batches$/, place: "create-batch" },
  ask: { route: "GET /openai/v1/batches/:id", place: "get-batch" },
  file: null,
  results: [],
  webhooks: 1,
  isFindable: true,
  stop: { route: "POST /openai/v1/batches/:id/cancel", place: "cancel-batch", outcome: "requested" },
  refusal: null,
  minutes: { deadline: 24 * 60, grace: 26 * 60 },
  intervalMs: 2_000,
};

const scenes = 3;
const ofScenes = (name: string, extension: string) =>
  Array.from({ length: scenes }, (_, index) => `${name}-0${index + 1}.${extension}`);

export const storyAtOpenAiAndFal: Case = {
  ...atOpenAi,
  name: "a story at OpenAI and fal",
  kind: "story_video",
  pictures: 0,
  input: (_pictures, words = "A fox crosses a frozen lake. It finds a lamp. It carries it home.") => ({
    story: words,
    scenes,
  }),
  creates: { "POST /openai/v1/responses": 1 + scenes, "POST /fal/:owner/:app": scenes },
  create: { ...atOpenAi.create, body: /json_schema/ },
  file: { call: /^GET .*\/fal\/files\//, place: "fal-file", results: ofScenes("voice", "flac") },
  results: [
    "film.mp4",
    "film.srt",
    "film.txt",
    "film.vtt",
    ...ofScenes("picture", "jpg"),
    ...ofScenes("voice", "flac"),
  ],
  hasPieces: true,
  webhooks: 1 + 2 * scenes,
  // What refuses is the writer of the script.
  refusal: { atStart: false, inRun: true, words: /I'm sorry, but I can't help/ },
  minutes: { deadline: 60, grace: 30 },
  intervalMs: 3_000,
};

const casesOf = {
  photoshoot: [photoshootAtAstria],
  sora: [videoAtOpenAi, videoAtFal],
  product_card: [cardAtOpenAi],
  chat: [chatAtOpenAi],
  image_tags: [tagsAtOpenAi],
  story_video: [storyAtOpenAiAndFal],
} satisfies Record<KindName, readonly [Case, ...Case[]]>;

/** Every kind at every provider. */
export const cases: readonly Case[] = kindNames.flatMap((name): readonly Case[] => casesOf[name]);

/** Those whose provider tells us when work has failed. Astria does not: there it never ends. */
export const casesThatFail = cases.filter((each) => each !== photoshootAtAstria);

/** For titles: vitest puts the first element where %s stands. */
export const byName = (some: readonly Case[] = cases): Array<[string, Case]> =>
  some.map((each) => [each.name, each]);
