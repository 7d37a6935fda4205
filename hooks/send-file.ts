import { ApiError, apiErrorOf } from "./api";

/** What the server answers to an upload. */
export interface Uploaded {
  path: string;
  contentType: string;
  bytes: number;
}

/** POSTs a file with XMLHttpRequest, which unlike fetch tells how much has left. Rejects with `ApiError`. */
export function sendFile(
  file: File,
  onProgress: (percent: number) => void,
): { answer: Promise<Uploaded>; abort: () => void } {
  const request = new XMLHttpRequest();
  const answer = new Promise<Uploaded>((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100));
    });
    request.addEventListener("load", () => {
      const good = request.status >= 200 && request.status < 300;
      const problem = apiErrorOf(
        request.status,
        request.responseText,
        request.getResponseHeader("retry-after"),
        file.name,
      );
      if (!good) return reject(problem);
      try {
        resolve(JSON.parse(request.responseText) as Uploaded);
      } catch {
        reject(problem);
      }
    });
    const lost = () => reject(new ApiError("The connection was lost. Try this one again.", 0, "unreachable"));
    request.addEventListener("error", lost);
    request.addEventListener("timeout", lost);
    request.addEventListener("abort", () => reject(new ApiError("Stopped.", 0, "aborted")));
  });
  const body = new FormData();
  body.append("file", file, file.name);
  request.open("POST", "/api/uploads");
  request.timeout = 120_000;
  request.send(body);
  return { answer, abort: () => request.abort() };
}
