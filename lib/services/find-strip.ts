import { readArtifacts } from "@/lib/db/artifacts";
import { hasJob } from "@/lib/db/read-jobs";
import { uploadBytes } from "@/lib/db/uploads";
import type { User } from "@/lib/db/user-client";
import { artifactVersion } from "@/lib/jobs/artifact";
import { cellSide, type StripShape } from "@/lib/jobs/strip";
import { NotFound } from "./errors";
import { loadSmall } from "./load-small";

/** Which pictures of a job are wanted as one. */
export interface WantedStrip {
  shape: StripShape;
  /** The versions of result files, and the names of uploads. */
  cells: readonly string[];
}

/** Pictures side by side: nothing is loaded until it is drawn. */
export interface Strip {
  /** Changes with what is on it. */
  version: string;
  /** `isWhole` unless one of its pictures cannot be shown small. Throws a `DatabaseError` where storage does not answer. */
  draw: () => Promise<{ bytes: Buffer; isWhole: boolean }>;
}

interface Source {
  bucket: "artifacts" | "uploads";
  path: string;
  contentType: string;
}

/** Pictures of this user's job as a strip: some of its results, and uploads of theirs. Throws `NotFound`. */
export async function findStrip(user: User, jobId: string, { shape, cells }: WantedStrip): Promise<Strip> {
  const results = await readArtifacts(user, jobId);
  // One that came to nothing has its uploads to show.
  if (results.length === 0 && !(await hasJob(user, jobId))) throw new NotFound();
  const sources = await Promise.all(
    cells.map(async (cell): Promise<Source> => {
      const result = results.find(({ sha256 }) => artifactVersion(sha256) === cell);
      if (result) return { bucket: "artifacts", path: result.storagePath, contentType: result.contentType };
      const path = `${user.id}/${cell}`;
      if (!cell.includes(".") || (await uploadBytes(path, user)) === null) throw new NotFound();
      return { bucket: "uploads", path, contentType: "image/*" };
    }),
  );
  const draw = async () => {
    const pictures = await Promise.all(
      sources.map((source) => loadSmall(source, source.contentType, cellSide)),
    );
    const { drawStrip } = await import("./draw-strip");
    return { bytes: await drawStrip(shape, pictures), isWhole: !pictures.includes(null) };
  };
  return { version: `${shape}-${cells.join("-")}`, draw };
}
