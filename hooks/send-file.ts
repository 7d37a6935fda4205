import { ApiError, apiErrorOf } from "./api";

/** How a file was taken: 201 for a new one, 200 where it was there already. */
export interface Taken<T> {
  status: number;
  body: T;
}

/** POSTs a file with XMLHttpRequest, which unlike fetch tells how much has left. Rejects with `ApiError`. */
export function sendFile<T>(
  address: string,
  file: File,
  onProgress: (percent: number) => void,
  headers: Readonly<Record<string, string>> = {},
): { answer: Promise<Taken<T>>; abort: () => void } {
  const request = new XMLHttpRequest();
  const answer = new Promise<Taken<T>>((resolve, reject) => {
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
        resolve({ status: request.status, body: JSON.parse(request.responseText) as T });
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
  request.open("POST", address);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.timeout = 120_000;
  request.send(body);
  return { answer, abort: () => request.abort() };
}
