"use client";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { errorSentence, isFinal } from "./api";
import { readPicture } from "./read-picture";
import { sendFile } from "./send-file";
import { nextUploads, noUploads, uploadsReducer } from "./uploads-state";

let lastId = 0;
const nextId = () => `upload-${(lastId += 1)}`;

/** Pictures on their way to the server: three at once, each with its progress, each removable and repeatable. */
export function useUploads(most: number) {
  const [state, dispatch] = useReducer(uploadsReducer, noUploads);
  const aborts = useRef(new Map<string, () => void>());
  const previews = useRef(new Set<string>());

  useEffect(() => {
    for (const { id, file } of nextUploads(state)) {
      if (aborts.current.has(id)) continue;
      const { answer, abort } = sendFile(file, (progress) => dispatch({ type: "progress", id, progress }));
      aborts.current.set(id, abort);
      dispatch({ type: "begin", id });
      answer
        .then(({ path }) => dispatch({ type: "done", id, path }))
        .catch((error: unknown) =>
          dispatch({ type: "fail", id, problem: errorSentence(error), isFinal: isFinal(error) }),
        )
        .finally(() => aborts.current.delete(id));
    }
  }, [state]);

  useEffect(() => {
    const urls = previews.current;
    const running = aborts.current;
    return () => {
      for (const abort of running.values()) abort();
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, []);

  const add = useCallback(
    async (files: Iterable<File>) => {
      dispatch({ type: "dismiss" });
      for (const file of files) {
        const id = nextId();
        const reading = await readPicture(file);
        if (!reading.ok) {
          dispatch({ type: "refuse", refusal: { id, sentence: reading.sentence } });
          continue;
        }
        const { file: sent, fingerprint } = reading;
        const previewUrl = URL.createObjectURL(sent);
        previews.current.add(previewUrl);
        const fresh = { state: "queued", progress: 0, path: null, problem: null, isFinal: false } as const;
        dispatch({ type: "add", most, upload: { id, file: sent, previewUrl, fingerprint, ...fresh } });
      }
    },
    [most],
  );

  const remove = useCallback((id: string) => {
    aborts.current.get(id)?.();
    dispatch({ type: "remove", id });
  }, []);

  const retry = useCallback((id: string) => dispatch({ type: "retry", id }), []);
  const dismiss = useCallback(() => dispatch({ type: "dismiss" }), []);

  return { ...state, add, remove, retry, dismiss };
}
