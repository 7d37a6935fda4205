import { capitalised, count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import type { LibraryChoice } from "@/lib/jobs/library";

type Asked = Pick<JobView, "kind" | "input" | "priority" | "model">;

/** One thing that a job was asked with: words, and the user's own pictures that they are about. */
export interface AskedField {
  name: string;
  label: string;
  value: string;
  /** Written by a person, and perhaps long. */
  isText: boolean;
  /** The id of a model, which has a name in words. */
  isModel: boolean;
  /** The id of the job whose model it is made with. */
  isJob: boolean;
  /** Paths of uploads. */
  pictures: readonly string[];
}

const labels: Readonly<Record<string, string>> = {
  subject: "Who is in the pictures",
  images: "Pictures to learn from",
  image: "Picture",
  imageName: "Name of the picture",
  seconds: "Length",
  height: "Shorter side of the film",
  edits: "Scenes with words of their own",
  count: "Images",
};

const texts = new Set(["prompt", "story", "title", "imageName"]);

/** Every input of a job, in the order of the record, in words, and the model that was chosen for it; an input that these pages do not know as it stands. */
export function askedFields({ kind, input, priority, model }: Asked): AskedField[] {
  const fields = Object.entries(input).map(([name, value]): AskedField => ({
    name,
    label: labels[name] ?? capitalised(name),
    value: wordsFor(name, value),
    isText: texts.has(name),
    isModel: name === "model" && kind !== "photoshoot",
    // That of a photoshoot is the job that has trained it.
    isJob: name === "model" && kind === "photoshoot",
    pictures: picturesIn(name, value),
  }));
  const plain = { isText: false, isModel: false, isJob: false, pictures: [] };
  if (model !== null && !("model" in input))
    fields.push({ ...plain, name: "model", label: "Model", value: model, isModel: true });
  if (priority !== "normal")
    fields.push({ ...plain, name: "priority", label: "Priority", value: capitalised(priority) });
  return fields;
}

function wordsFor(name: string, value: unknown): string {
  if (typeof value === "boolean") return value ? "On" : "Off";
  if (Array.isArray(value)) return count(value.length, name === "images" ? "picture" : "item");
  if (typeof value === "object" && value !== null)
    return name === "edits" ? Object.keys(value).join(", ") : JSON.stringify(value);
  const text = String(value);
  if (texts.has(name)) return text;
  switch (name) {
    case "image":
      return "1 picture";
    case "model":
      return text;
    case "seconds":
      return `${text} s`;
    case "height":
      return `${text} pixels`;
    case "size":
      return text.replace(/^(\d+)x(\d+)$/, "$1 × $2");
    default:
      return typeof value === "number" ? value.toLocaleString("en") : capitalised(text);
  }
}

function picturesIn(name: string, value: unknown): string[] {
  if (name !== "image" && name !== "images") return [];
  return [value].flat().filter((path) => typeof path === "string");
}

/** What the record adds to the input of a kind: a call does not give it. */
const added: Readonly<Record<string, readonly string[]>> = { story_video: ["height", "edits"] };

/** Whose token it is, a variable of the shell says: none is ever in what is copied. */
const withToken = `-H "Authorization: Bearer $DARKROOM_TOKEN"`;
const nextLine = " \\\n  ";

/**
 * The call that would start the same once more, for a shell; its token is a variable's. Which images a tagging job was for is no part
 * of its input: they are named where they are given, else it asks for all of the library that have no tags then.
 */
export function curlOf(
  { kind, input, priority }: Omit<Asked, "model">,
  origin: string,
  images: SameImages = null,
): string {
  const given = kind === "image_tags" ? libraryChoice(images) : withoutAdded(kind, input);
  const body = { kind, input: given, ...(priority === "normal" ? {} : { priority }) };
  return [
    `curl -X POST ${quoted(`${origin}/api/jobs`)}`,
    withToken,
    `-H ${quoted("Content-Type: application/json")}`,
    `--data-raw ${quoted(JSON.stringify(body))}`,
  ].join(nextLine);
}

/** The ids of images of the library; `null` where they are not known, or too many. */
type SameImages = readonly string[] | null;

function libraryChoice(images: SameImages): LibraryChoice {
  return images === null || images.length === 0 ? { all: "untagged" } : { assetIds: [...images] };
}

function withoutAdded(kind: string, input: Asked["input"]): Asked["input"] {
  return Object.fromEntries(Object.entries(input).filter(([name]) => added[kind]?.includes(name) !== true));
}

/** What the two calls do, by the names of their buttons. */
export function callsSentence({ kind }: Pick<JobView, "kind">, images: SameImages): string {
  const isSame = kind !== "image_tags" || "assetIds" in libraryChoice(images);
  const first = isSame ? "starts it again" : "tags all of your library that have no tags then";
  return `“Copy as curl” has the call that ${first}, “Copy curl for its status” the one that asks how it stands.`;
}

/** The call that answers how a job stands; as a watcher's, it has its provider asked where that is due. */
export function statusCurlOf({ id }: Pick<JobView, "id">, origin: string): string {
  return [`curl ${quoted(`${origin}/api/jobs/${id}`)}`, withToken].join(nextLine);
}

/** As a shell takes it word for word: between single quotes, which it ends and opens again around one of its own. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Whose model it is, where its job has no title here: one that is deleted has taken it along, another is not known yet. */
export function modelWithoutTitle(isDeleted: boolean): string {
  return isDeleted ? "A model of yours that is deleted" : "The model of an earlier photoshoot";
}
