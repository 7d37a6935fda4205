import { freePlaces, slowedDown, unhindered, type Pacing, type Pause } from "./upload-pacing";

/** One picture on its way to the server. */
export interface Upload {
  id: string;
  name: string;
  /** `null` for one that was chosen before the page was loaded, and had arrived by then. */
  file: File | null;
  previewUrl: string;
  /** Equal for equal content. */
  fingerprint: string;
  state: "queued" | "uploading" | "done" | "failed";
  /** 0 to 100. */
  progress: number;
  path: string | null;
  problem: string | null;
  /** It failed, and would again: there is no use in sending it once more. */
  isFinal: boolean;
}

/** A picture that has arrived, as a draft remembers it: its bytes lie on the server, for its owner alone. */
export interface KeptUpload {
  path: string;
  name: string;
  fingerprint: string;
}

/** A file that was not taken, and why. */
export interface Refusal {
  id: string;
  sentence: string;
}

export interface UploadsState extends Pacing {
  items: Upload[];
  refusals: Refusal[];
  /** How many files are still being made ready to be sent. */
  preparing: number;
}

export type UploadsAction =
  | { type: "prepare"; count: number }
  | { type: "add"; upload: Upload; most: number }
  | { type: "refuse"; refusal: Refusal }
  | { type: "restore"; kept: readonly KeptUpload[] }
  | { type: "begin"; id: string }
  | { type: "progress"; id: string; progress: number }
  | { type: "done"; id: string; path: string }
  | { type: "fail"; id: string; problem: string; isFinal: boolean }
  | { type: "pause"; id: string; pause: Pause }
  | { type: "resume" }
  | { type: "retry"; id: string }
  | { type: "remove"; id: string }
  | { type: "dismiss" };

export const noUploads: UploadsState = {
  items: [],
  refusals: [],
  preparing: 0,
  ...unhindered,
};

/** How many pictures travel at once. */
const atOnce = 3;

/**
 * What every action makes of the uploads. What is prepared is then added or refused; the same picture twice, or one too
 * many, becomes a refusal.
 */
export function uploadsReducer(state: UploadsState, action: UploadsAction): UploadsState {
  switch (action.type) {
    case "prepare":
      return { ...state, preparing: state.preparing + action.count };
    case "add":
      return add(prepared(state), action.upload, action.most);
    case "refuse":
      return { ...prepared(state), refusals: [...state.refusals, action.refusal] };
    case "restore":
      return restored(state, action.kept);
    case "begin":
      return change(state, action.id, { state: "uploading", progress: 0, problem: null, isFinal: false });
    case "progress":
      return change(state, action.id, { progress: action.progress });
    case "done":
      return {
        ...change(state, action.id, { state: "done", progress: 100, path: action.path }),
        pausesInARow: 0,
      };
    case "fail":
      return change(state, action.id, {
        state: "failed",
        problem: action.problem,
        isFinal: action.isFinal,
      });
    case "pause":
      return {
        ...change(state, action.id, { state: "queued", progress: 0 }),
        ...slowedDown(state, action.pause),
      };
    case "resume":
      return { ...state, pause: null };
    case "retry":
      return change(state, action.id, { state: "queued", progress: 0, problem: null, isFinal: false });
    case "remove":
      return { ...state, items: state.items.filter((item) => item.id !== action.id) };
    case "dismiss":
      return { ...state, refusals: [] };
  }
}

function prepared(state: UploadsState): UploadsState {
  return { ...state, preparing: Math.max(0, state.preparing - 1) };
}

function add(state: UploadsState, upload: Upload, most: number): UploadsState {
  const twin = state.items.find((item) => item.fingerprint === upload.fingerprint);
  const refuse = (sentence: string) => ({
    ...state,
    refusals: [...state.refusals, { id: upload.id, sentence }],
  });
  if (twin) return refuse(samePicture(state.items, upload, twin));
  if (state.items.length >= most) return refuse(oneTooMany(upload.name, most));
  return {
    ...state,
    items: [...state.items, upload],
    isCareful: state.isCareful && state.items.some(isMoving),
  };
}

/** What a draft has kept takes the place of all that had arrived; what is on its way stays. */
function restored(state: UploadsState, kept: readonly KeptUpload[]): UploadsState {
  const arrived = kept.map((each): Upload => {
    const known = state.items.find(({ path }) => path === each.path);
    const left = { id: `kept-${each.path}`, file: null, previewUrl: `/api/uploads/${each.path}`, ...each };
    return known ?? { ...left, state: "done", progress: 100, problem: null, isFinal: false };
  });
  return { ...state, items: [...arrived, ...state.items.filter(({ path }) => path === null)] };
}

/** "copy.jpg is the same picture as beach.jpg."; of one name, which of them is which. */
function samePicture(items: readonly Upload[], { name }: Upload, twin: Upload): string {
  if (name !== twin.name) return `${name} is the same picture as ${twin.name}. It counts once.`;
  const namesakes = items.filter((item) => item.name === name);
  const [nth, other] = [ordinal(namesakes.length + 1), ordinal(namesakes.indexOf(twin) + 1)];
  return `The ${nth} ${name} is the same picture as the ${other} ${name}. It counts once.`;
}

const words = ["", "first", "second", "third", "fourth", "fifth"];

function ordinal(number: number): string {
  return words[number] ?? `${number}th`;
}

/** Why a picture has no room beside `most` others. */
export function oneTooMany(name: string, most: number): string {
  return `${name} is one too many. There is room for ${most}.`;
}

/** Whether a picture is still on its way. */
export function isMoving({ state }: Upload): boolean {
  return state === "queued" || state === "uploading";
}

function change(state: UploadsState, id: string, fields: Partial<Upload>): UploadsState {
  return { ...state, items: state.items.map((item) => (item.id === id ? { ...item, ...fields } : item)) };
}

/** The uploads that may begin now: queued ones, oldest first, while no more are under way than travel at once. */
export function nextUploads(state: UploadsState): Upload[] {
  const underWay = state.items.filter((item) => item.state === "uploading").length;
  return state.items.filter((item) => item.state === "queued").slice(0, freePlaces(state, underWay, atOnce));
}
