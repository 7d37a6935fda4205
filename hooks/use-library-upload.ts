"use client";
import { useContext, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";
import type { AssetView } from "@/lib/jobs/asset-view";
import { KeptFiles } from "./kept-files";
import { emptyQueue } from "./library-queue-state";
import { LibraryUploader } from "./library-uploader";
import { beginWorkOf } from "./owners-work";
import { browserStore } from "./queue-store";
import { readPicture } from "./read-picture";
import { sendFile } from "./send-file";
import { randomId } from "./random-id";
import { DraftOwner } from "./use-draft";

/** They live as long as the tab and whoever is signed in, so that going to another page of the app stops none. */
const uploaders = new Map<string, LibraryUploader>();

function uploaderOf(owner: string): LibraryUploader {
  const known = uploaders.get(owner);
  if (known) return known;
  const uploader = new LibraryUploader({
    read: readPicture,
    send: (file, fingerprint, onProgress) =>
      sendFile<AssetView>("/api/assets", file, onProgress, {
        ...originOf(fingerprint),
        "x-library-owner": owner,
      }),
    alone: (work, onWait) => alone(`darkroom-library-${owner}`, work, onWait),
    files: (onLoss) => new KeptFiles(browserStore(owner), onLoss),
    newId: randomId,
  });
  // A server draws pages of everybody, and keeps nothing of them.
  if (typeof window === "undefined") return uploader;
  uploaders.set(owner, uploader);
  beginWorkOf(owner, () => {
    uploaders.delete(owner);
    uploader.stop();
  });
  return uploader;
}

/** Without a secure context there is no checksum, and the server makes one of what it gets. */
function originOf(fingerprint: string): Record<string, string> {
  return /^[0-9a-f]{64}$/.test(fingerprint) ? { "x-original-sha256": fingerprint } : {};
}

async function alone(name: string, work: () => Promise<void>, onWait: () => void): Promise<void> {
  // Without a secure context there are no locks: then each tab is on its own.
  if (!("locks" in navigator)) return work();
  const isFree = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
  if (isFree) return;
  onWait();
  await navigator.locks.request(name, work);
}

/** Files on their way into the library; `onArrival` is told of each image that is new. */
export function useLibraryUpload(onArrival: (asset: AssetView) => void) {
  const owner = useContext(DraftOwner);
  const uploader = useMemo(() => uploaderOf(owner), [owner]);
  const queue = useSyncExternalStore(uploader.subscribe, uploader.queue, () => emptyQueue);
  const tell = useEffectEvent(onArrival);
  useEffect(() => {
    void uploader.wake();
    return uploader.onArrival((asset) => tell(asset));
  }, [uploader]);
  return { queue, uploader };
}
