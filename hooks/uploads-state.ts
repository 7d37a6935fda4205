/** One picture on its way to the server. */
export interface Upload {
  id: string;
  file: File;
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

/** A file that was not taken, and why. */
export interface Refusal {
  id: string;
  sentence: string;
}

export interface UploadsState {
  items: Upload[];
  refusals: Refusal[];
}

export type UploadsAction =
  | { type: "add"; upload: Upload; most: number }
  | { type: "refuse"; refusal: Refusal }
  | { type: "begin"; id: string }
  | { type: "progress"; id: string; progress: number }
  | { type: "done"; id: string; path: string }
  | { type: "fail"; id: string; problem: string; isFinal: boolean }
  | { type: "retry"; id: string }
  | { type: "remove"; id: string }
  | { type: "dismiss" };

export const noUploads: UploadsState = { items: [], refusals: [] };

/** How many pictures travel at once. */
const atOnce = 3;

/** What every action makes of the uploads. The same picture twice, or one too many, becomes a refusal. */
export function uploadsReducer(state: UploadsState, action: UploadsAction): UploadsState {
  switch (action.type) {
    case "add":
      return add(state, action.upload, action.most);
    case "refuse":
      return { ...state, refusals: [...state.refusals, action.refusal] };
    case "begin":
      return change(state, action.id, { state: "uploading", progress: 0, problem: null, isFinal: false });
    case "progress":
      return change(state, action.id, { progress: action.progress });
    case "done":
      return change(state, action.id, { state: "done", progress: 100, path: action.path });
    case "fail":
      return change(state, action.id, {
        state: "failed",
        problem: action.problem,
        isFinal: action.isFinal,
      });
    case "retry":
      return change(state, action.id, { state: "queued", progress: 0, problem: null, isFinal: false });
    case "remove":
      return { ...state, items: state.items.filter((item) => item.id !== action.id) };
    case "dismiss":
      return { ...state, refusals: [] };
  }
}

function add(state: UploadsState, upload: Upload, most: number): UploadsState {
  const twin = state.items.find((item) => item.fingerprint === upload.fingerprint);
  const refuse = (sentence: string) => ({
    ...state,
    refusals: [...state.refusals, { id: upload.id, sentence }],
  });
  if (twin) return refuse(`${upload.file.name} is the same picture as ${twin.file.name}. It counts once.`);
  if (state.items.length >= most)
    return refuse(`${upload.file.name} is one too many. There is room for ${most}.`);
  return { ...state, items: [...state.items, upload] };
}

function change(state: UploadsState, id: string, fields: Partial<Upload>): UploadsState {
  return { ...state, items: state.items.map((item) => (item.id === id ? { ...item, ...fields } : item)) };
}

/** The uploads that may begin now: queued ones, oldest first, while fewer than `atOnce` are under way. */
export function nextUploads(state: UploadsState): Upload[] {
  const underWay = state.items.filter((item) => item.state === "uploading").length;
  return state.items.filter((item) => item.state === "queued").slice(0, Math.max(0, atOnce - underWay));
}
