import { isFilm, isPoster, stillPath, versionPath } from "./artifact";
import type { Artifact, Job } from "./job";
import { kindNames, type KindName } from "./kind-name";

/** Whether a kind makes what can be looked at. */
const areSeen = {
  photoshoot: true,
  sora: true,
  product_card: true,
  chat: false,
  image_tags: false,
  story_video: true,
} as const satisfies Record<KindName, boolean>;

export type PictureKind = {
  [Name in KindName]: (typeof areSeen)[Name] extends true ? Name : never;
}[KindName];

/** The kinds whose results are in the gallery. */
export const pictureKinds = kindNames.filter((name): name is PictureKind => areSeen[name]);

/** A picture or a film that a job has made, as the API gives it; times in ISO 8601. */
export interface PictureView {
  /** The job's id and the file's name, with a slash between them: what a link to it says. */
  id: string;
  jobId: string;
  kind: string;
  /** Of its job. */
  title: string;
  contentType: string;
  url: string;
  /** A still of a film, where there is one. */
  posterUrl: string | null;
  /** Width by height, as it was asked for. */
  ratio: number;
  /** When its job ended; of one that is under way, when it was asked for. */
  madeAt: string;
}

/** What a kind says of the results of a job. */
export interface PictureKindView {
  title: string;
  /** The step whose work is the result. */
  step: string;
  ratio: number;
}

export function pictureId(jobId: string, name: string): string {
  return `${jobId}/${name}`;
}

/**
 * All that a job has to look at, in the order of its frames, whatever has become of it: what is kept of an earlier attempt too,
 * and of what is just being made anew.
 */
export function picturesOf(job: Job, { title, step, ratio }: PictureKindView): PictureView[] {
  const madeAt = (job.completedAt ?? job.createdAt).toISOString();
  const works = job.operations.filter((work) => work.step === step && work.state === "succeeded");
  const results = new Set(works.map(({ id }) => id));
  return job.artifacts
    .filter((file) => results.has(file.operationId) && !isPoster(file) && isSeen(file))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((file) => ({
      id: pictureId(job.id, file.name),
      jobId: job.id,
      kind: job.kind,
      title,
      contentType: file.contentType,
      url: versionPath(job.id, file),
      posterUrl: isFilm(file) ? stillPath(job.id, file, stillOf(job, file)) : null,
      ratio,
      madeAt,
    }));
}

const isSeen = ({ contentType }: Artifact): boolean => /^(?:image|video)\//.test(contentType);

/** The poster that came with a film, or else the first of the pictures that it was made of. */
function stillOf({ artifacts }: Job, film: Artifact): Artifact | undefined {
  const pictures = artifacts
    .filter(({ contentType }) => contentType.startsWith("image/"))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return (
    pictures.find((each) => each.operationId === film.operationId && isPoster(each)) ??
    pictures.find((each) => !isPoster(each))
  );
}
