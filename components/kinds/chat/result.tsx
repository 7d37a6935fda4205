"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Note } from "@/components/ui/note";
import type { JobView } from "@/lib/jobs/job-view";
import { insisting, nothing } from "@/components/kinds/insisting";
import { AnswerActions } from "./answer-actions";
import { answerOf, questionOf } from "./input";
import { Question } from "./question";

const Answer = dynamic(
  insisting(async () => (await import("./answer")).Answer),
  { loading: nothing },
);

/** The question, where the page is not called by it already, and the answer on paper. */
export function ChatResult({ job }: { job: JobView }) {
  const { text, isCutShort } = answerOf(job);
  return (
    <Card aria-label="Answer" className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {questionOf(job).trim() !== job.title && <Question text={questionOf(job)} />}
      {text === "" ? <p className="text-soft">The answer has no words in it.</p> : <Answer text={text} />}
      {isCutShort && <Note tone="warm">The answer was cut at its limit.</Note>}
      <div className="flex flex-wrap items-center gap-2.5 border-t pt-5 max-sm:*:grow">
        {text !== "" && <AnswerActions text={text} title={job.title} />}
        <Button asChild>
          <Link href={`/new/chat?like=${job.id}`}>Ask again</Link>
        </Button>
      </div>
    </Card>
  );
}
