"use client";
import {
  askedFields,
  callsSentence,
  curlOf,
  statusCurlOf,
  type AskedField,
} from "@/components/copy/was-asked";
import { pageOf } from "@/components/kinds/words";
import { isTagging, taggingOf } from "@/hooks/tagging-details";
import { useSameImages } from "@/hooks/use-same-images";
import type { JobView } from "@/lib/jobs/job-view";
import { KeptModelWords } from "./kept-model-words";
import { ModelWords } from "./model-words";
import { CopyButton } from "./copy-button";

/** Exactly what a job was asked for, and what is wanted of it elsewhere: its id, its link, and the calls that ask the same, and how it stands. */
export function WasAskedRoom({ job }: { job: JobView }) {
  const same = useSameImages(job, isTagging(job));
  const images = same.ids ?? null;
  const batches = isTagging(job) ? taggingOf(job).batches.map(({ id }) => id) : [];
  const isKnown = !isTagging(job) || same.ids !== undefined || same.error !== undefined;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <dl className="grid gap-x-6 gap-y-1 text-[0.9375rem] max-sm:[&>dt:not(:first-child)]:mt-3 sm:grid-cols-[minmax(8rem,auto)_minmax(0,1fr)] sm:gap-y-2">
        {askedFields(job).map((field) => (
          <Field key={field.name} field={field} />
        ))}
        <dt className="text-soft">Job</dt>
        <dd>
          <Id id={job.id} />
        </dd>
        {batches.length > 0 && <dt className="text-soft">{batches.length === 1 ? "Batch" : "Batches"}</dt>}
        {batches.map((id) => (
          <dd key={id} className="sm:col-start-2">
            <Id id={id} />
          </dd>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2.5 max-sm:*:w-full max-sm:[&_button]:grow lg:max-xl:grid lg:max-xl:grid-cols-2 lg:max-xl:[&_button]:grow">
        <CopyButton what="job id" text={() => job.id} />
        {batches.length > 0 && (
          <CopyButton
            what={batches.length === 1 ? "batch id" : "batch ids"}
            text={() => batches.join("\n")}
          />
        )}
        <CopyButton what="link" text={() => `${location.origin}${pageOf(job)}`} />
        {isKnown && <CopyButton what="as curl" text={() => curlOf(job, location.origin, images)} />}
        <CopyButton what="curl for its status" text={() => statusCurlOf(job, location.origin)} />
      </div>
      <p className="text-[0.8125rem] text-soft">
        {callsSentence(job, images)} A call reads your token from{" "}
        <code className="font-mono">DARKROOM_TOKEN</code>; it is not in what is copied.
      </p>
    </div>
  );
}

function Id({ id }: { id: string }) {
  return <code className="font-mono text-[0.8125rem] wrap-anywhere">{id}</code>;
}

/** A longer text is folded: on a page of pictures it comes second. */
const longestOpen = 240;

function Field({ field: { label, value, isText, isModel, isJob, pictures } }: { field: AskedField }) {
  return (
    <>
      <dt className="text-soft">{label}</dt>
      <dd dir={isText ? "auto" : undefined} className="wrap-anywhere">
        {isText && value.length > longestOpen ? (
          <details>
            <summary className="cursor-pointer">{value.slice(0, longestOpen / 2).trimEnd()}…</summary>
            <p className="mt-2 whitespace-pre-wrap">{value}</p>
          </details>
        ) : isModel ? (
          <ModelWords id={value} />
        ) : isJob ? (
          <KeptModelWords jobId={value} />
        ) : (
          <span className={isText ? "whitespace-pre-wrap" : undefined}>{value}</span>
        )}
        {pictures.map((path, index) => (
          <a
            key={path}
            href={`/api/uploads/${path}`}
            target="_blank"
            rel="noreferrer"
            className="ml-2 inline-block min-w-6 text-center text-soft underline decoration-faint underline-offset-4 hover:text-ink"
          >
            {pictures.length === 1 ? "open" : index + 1}
            <span className="sr-only">
              {" "}
              {pictures.length === 1 ? "the picture" : `of ${pictures.length} pictures`} in a new tab
            </span>
          </a>
        ))}
      </dd>
    </>
  );
}
