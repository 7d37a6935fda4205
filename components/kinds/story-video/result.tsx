"use client";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { storyOf } from "@/hooks/story-details";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryDetails, StoryFilm } from "@/lib/jobs/story";
import { Downloads } from "./downloads";
import { FilmBoard } from "./film-board";
import { FilmPlayer, useFilmDeck } from "./film-player";
import { sceneAt } from "@/components/film/scene-at";
import { Storyboard } from "./storyboard";

/** The finished film, its storyboard beside it, and what can be done with both. */
export function StoryResult({ job }: { job: JobView }) {
  const story = storyOf(job);
  return (
    <Card aria-label="Result" className="grid grid-cols-[minmax(0,1fr)] gap-5 p-3.5 sm:p-5.5">
      {story.film ? (
        <FilmAndBoard key={story.film.url} job={job} story={story} shown={story.film} />
      ) : (
        <Storyboard job={job} />
      )}
      <Downloads job={job} story={story}>
        <Button asChild className="max-sm:w-full">
          <Link href={`/new/story_video?like=${job.id}`}>Make another like this</Link>
        </Button>
      </Downloads>
    </Card>
  );
}

function FilmAndBoard({ job, story, shown }: { job: JobView; story: StoryDetails; shown: StoryFilm }) {
  const { film, now } = useFilmDeck(story, shown);
  return (
    <div
      className={cn(
        "grid gap-4",
        story.shape === "landscape"
          ? // The film is as tall as it is, however long its board.
            "xl:grid-cols-[minmax(0,1fr)_24rem] xl:*:data-film:self-start"
          : "lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]",
      )}
    >
      <FilmPlayer job={job} story={story} shown={shown} film={film} now={now} />
      <div className="relative">
        <FilmBoard
          scenes={story.scenes}
          shape={story.shape}
          at={sceneAt(story.scenes, now.atMs)}
          onSeek={(ms) => {
            film.seek(ms);
            film.play();
          }}
        />
      </div>
    </div>
  );
}
