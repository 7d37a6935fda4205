"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useSWRConfig } from "swr";
import { ApiError, postJson, sentence } from "@/hooks/api";
import { isListKey, jobKey } from "@/hooks/job-cache";
import { useUploads } from "@/hooks/use-uploads";
import type { JobView } from "@/lib/jobs/job-view";
import { check, whatIsMissing, type PhotoshootFields } from "./check-form";
import { most } from "./input";

/** All that the form does. What was entered stays, whatever goes wrong. */
export function usePhotoshootForm() {
  const router = useRouter();
  const { mutate } = useSWRConfig();
  const uploads = useUploads(most);
  const [fields, setFields] = useState<PhotoshootFields>({ title: "", subject: "woman", style: "studio" });
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<"open" | "sending" | "sent">("open");
  const [problem, setProblem] = useState<string | null>(null);
  // One key for this form: pressing twice, or again after a lost answer, makes one job.
  const key = useRef<string | null>(null);

  const problems = check(fields, uploads.items);
  const missing = whatIsMissing(problems, uploads.items);

  async function submit(): Promise<boolean> {
    setTried(true);
    if (missing !== null || state !== "open") return false;
    setState("sending");
    setProblem(null);
    key.current ??= newKey();
    try {
      const images = uploads.items.flatMap((upload) => upload.path ?? []);
      const input = { ...fields, title: fields.title.trim(), images };
      const job = await postJson<JobView>(
        "/api/jobs",
        { kind: "photoshoot", input },
        { "Idempotency-Key": key.current },
      );
      setState("sent");
      await mutate(jobKey(job.id), job, { revalidate: false });
      void mutate(isListKey);
      router.push(`/jobs/${job.id}`);
    } catch (error) {
      setState("open");
      if (error instanceof ApiError && error.status === 409) key.current = null;
      setProblem(sentence(error));
    }
    return true;
  }

  return {
    fields,
    set: (change: Partial<PhotoshootFields>) => setFields((known) => ({ ...known, ...change })),
    uploads,
    problems: tried ? problems : { title: null, pictures: null },
    missing,
    problem,
    state,
    submit,
  };
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
