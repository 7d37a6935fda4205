"use client";
import { useCallback, useEffect, useEffectEvent, useReducer, useRef } from "react";
import { errorSentence, isFinal } from "./api";
import { keptIn, keptText } from "./kept-uploads";
import { readPicture } from "./read-picture";
import { sendFile } from "./send-file";
import { pauseAfter, whenOver } from "./upload-pause";
import { nextUploads, noUploads, oneTooMany, uploadsReducer } from "./uploads-state";

/** What the server answers to an upload. */
interface Uploaded {
  path: string;
}

let lastId = 0;
/** Of one that had arrived, and is not there any more. */
export const noLongerKept = "This picture is no longer kept. Remove it, and choose it again.";

const nextId = () => `upload-${(lastId += 1)}`;

/** Where the pictures that have arrived are remembered, as text (see kept-uploads): a draft does, through a reload. */
interface Draft {
  kept: string;
  keep: (text: string) => void;
}

const noDraft: Draft = { kept: "", keep: () => undefined };

/** Pictures on their way to the server: three at once, each with its progress, each removable and repeatable. */
export function useUploads(most: number, { kept, keep }: Draft = noDraft) {
  const [state, dispatch] = useReducer(uploadsReducer, noUploads);
  const aborts = useRef(new Map<string, () => void>());
  const previews = useRef(new Set<string>());
  const latest = useRef(state);
  const isGone = useRef(false);

  useEffect(() => {
    latest.current = state;
    for (const { id, file } of nextUploads(state)) {
      if (file === null || aborts.current.has(id)) continue;
      const { answer, abort } = sendFile<Uploaded>("/api/uploads", file, (progress) =>
        dispatch({ type: "progress", id, progress }),
      );
      aborts.current.set(id, abort);
      dispatch({ type: "begin", id });
      answer
        .then(({ body: { path } }) => dispatch({ type: "done", id, path }))
        .catch((error: unknown) => {
          const pause = pauseAfter(error, latest.current.pausesInARow, navigator.onLine);
          if (pause) dispatch({ type: "pause", id, pause });
          else dispatch({ type: "fail", id, problem: errorSentence(error), isFinal: isFinal(error) });
        })
        .finally(() => aborts.current.delete(id));
    }
  }, [state]);

  const inDraft = useRef("");
  useEffect(() => {
    if (kept === inDraft.current) return;
    inDraft.current = kept;
    dispatch({ type: "restore", kept: keptIn(kept) });
  }, [kept]);

  const { items, pause } = state;
  const remember = useEffectEvent((text: string) => {
    if (text === inDraft.current) return;
    inDraft.current = text;
    keep(text);
  });
  useEffect(() => {
    // Until something is chosen or taken back, there is nothing to remember, and perhaps something to be taken back.
    if (items !== noUploads.items) remember(keptText(items));
  }, [items]);

  useEffect(() => (pause ? whenOver(pause, () => dispatch({ type: "resume" })) : undefined), [pause]);

  useEffect(() => {
    const urls = previews.current;
    const running = aborts.current;
    isGone.current = false;
    return () => {
      isGone.current = true;
      for (const abort of running.values()) abort();
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, []);

  const add = useCallback(
    async (files: readonly File[]) => {
      dispatch({ type: "dismiss" });
      dispatch({ type: "prepare", count: files.length });
      for (const [index, file] of files.entries()) {
        const id = nextId();
        // Of a whole folder no more is opened than there is room for. What one choice replaces is gone by its second file.
        const isFull = index > 0 && latest.current.items.length >= most;
        const reading = isFull
          ? { ok: false as const, sentence: oneTooMany(file.name, most) }
          : await readPicture(file);
        if (isGone.current) return;
        if (!reading.ok) {
          dispatch({ type: "refuse", refusal: { id, sentence: reading.sentence } });
          continue;
        }
        const { file: sent, fingerprint } = reading;
        const previewUrl = URL.createObjectURL(sent);
        previews.current.add(previewUrl);
        const fresh = { state: "queued", progress: 0, path: null, problem: null, isFinal: false } as const;
        dispatch({
          type: "add",
          most,
          upload: { id, name: file.name, file: sent, previewUrl, fingerprint, ...fresh },
        });
      }
    },
    [most],
  );

  const remove = useCallback((id: string) => {
    aborts.current.get(id)?.();
    dispatch({ type: "remove", id });
  }, []);

  /** One that had arrived is not there any more. */
  const lose = useCallback((id: string) => {
    dispatch({ type: "fail", id, problem: noLongerKept, isFinal: true });
  }, []);

  const retry = useCallback((id: string) => dispatch({ type: "retry", id }), []);
  const dismiss = useCallback(() => dispatch({ type: "dismiss" }), []);

  return { ...state, add, remove, retry, lose, dismiss };
}
