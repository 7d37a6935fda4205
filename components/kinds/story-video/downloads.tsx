"use client";
import { ChevronDown, Download } from "lucide-react";
import type { ReactNode } from "react";
import { downloadUrl } from "@/components/jobs/download";
import { DownloadAll } from "@/components/jobs/download-all";
import { Button } from "@/components/ui/button";
import { useFold } from "@/components/ui/fold";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryDetails, StoryFilm, StoryScene } from "@/lib/jobs/story";

interface Props {
  job: JobView;
  story: StoryDetails;
  /** What else there is to do with it, in the row of what folds out. */
  children?: ReactNode;
}

/** All that can be taken along: the film and its words, each picture and voice, or everything in one zip. */
export function Downloads({ job, story, children }: Props) {
  const { film, scenes } = story;
  const { isOpen, trigger, content } = useFold();
  const assets = assetsOf(scenes);
  if (!film && assets.length === 0) return children;
  const everything = [
    ...(film ? wordsAndFilm(film).map(({ url }) => url) : []),
    ...assets.map(({ url }) => url),
  ];
  return (
    <section aria-label="Downloads" className="grid gap-3 px-1">
      <div className="flex flex-wrap gap-2 max-sm:*:grow sm:max-lg:*:px-2.5">
        {film && <FilmFiles film={film} />}
        <DownloadAll
          urls={everything}
          title={story.title ?? job.title}
          label="Everything, ZIP"
          look="secondary"
        />
      </div>
      <div>
        <div className="flex flex-wrap items-center justify-between gap-2.5">
          <button
            {...trigger}
            className="flex items-center gap-1.5 rounded-control py-1.5 text-sm text-soft hover:text-ink [&[data-state=open]>svg]:rotate-180"
          >
            Each picture and voice
            <ChevronDown aria-hidden className="size-4 transition-transform duration-300" />
          </button>
          {children}
        </div>
        <div {...content}>
          {isOpen && (
            <ul className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-4 gap-y-1 text-sm">
              {assets.map(({ url, name }) => (
                <li key={url}>
                  <a
                    href={downloadUrl(url)}
                    download
                    className="inline-flex min-h-8 items-center gap-2 underline decoration-faint underline-offset-4 hover:decoration-ink"
                  >
                    <Download aria-hidden className="size-3.5 text-soft" />
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  );
}

/** A film and its words, each to be taken along. */
export function FilmFiles({ film }: { film: StoryFilm }) {
  return wordsAndFilm(film).map(({ url, name }, index) => (
    <Button key={name} asChild look={index === 0 ? "primary" : "secondary"}>
      <a href={downloadUrl(url)} download>
        {index === 0 && <Download aria-hidden />}
        {name}
      </a>
    </Button>
  ));
}

function wordsAndFilm(film: StoryFilm): { url: string; name: string }[] {
  return [
    { url: film.url, name: `Film, MP4${film.bytes > 0 ? ` (${megabytes(film.bytes)})` : ""}` },
    { url: film.captionsUrl, name: "Captions, VTT" },
    { url: film.subtitlesUrl, name: "Captions, SRT" },
    { url: film.scriptUrl, name: "Script" },
  ].filter(({ url }) => url !== "");
}

function assetsOf(scenes: readonly StoryScene[]): { url: string; name: string }[] {
  return scenes.flatMap(({ number, picture, voice }) =>
    [
      { url: picture.url, name: `Picture ${number}` },
      { url: voice.url, name: `Voice ${number}` },
    ].flatMap(({ url, name }) => (url === null ? [] : [{ url, name }])),
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
