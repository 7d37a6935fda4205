"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { whyRefused } from "@/components/jobs/offers";
import { StartForm } from "@/components/jobs/start-form";
import { StartRow } from "@/components/jobs/start-row";
import type { FormProps } from "@/components/kinds/kind-face";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useDraft } from "@/hooks/use-draft";
import { useStartJob } from "@/hooks/use-start-job";
import { ExampleQuestions } from "./example-questions";
import { isOpenToIdeas } from "./examples";
import { longestQuestion, questionOf } from "./input";

const empty = { prompt: "", priority: "normal" };

/** A question to a language model, answered in its own time. */
export function ChatForm({ offers, like }: FormProps) {
  const router = useRouter();
  const first: typeof empty = like ? { prompt: questionOf(like), priority: like.priority } : empty;
  const draft = `chat ${like?.id ?? ""}`;
  const { fields, set, clear } = useDraft(draft, first);
  const { state, problem, start } = useStartJob("chat", draft);
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const refusal = whyRefused(offers);
  const prompt = fields.prompt.trim();
  const missing =
    prompt === ""
      ? "Write what you want to know."
      : prompt.length > longestQuestion
        ? `The question is ${prompt.length.toLocaleString("en")} characters long. It can have up to ${longestQuestion.toLocaleString("en")}.`
        : null;

  async function onSubmit() {
    setTried(true);
    if (missing !== null) return field.current?.focus();
    if (refusal !== null) return;
    const job = await start({ prompt }, fields.priority);
    if (!job) return;
    clear();
    router.push(`/jobs/${job.id}`);
  }

  return (
    <StartForm
      onSubmit={onSubmit}
      first={field}
      end={
        <StartRow
          label="Ask"
          verb="Answered"
          state={state}
          missing={missing}
          offers={offers}
          problem={problem}
          ready="Ready. Once it has started you can close the page."
          priority={fields.priority}
          onPriority={(priority) => set({ priority })}
        />
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <Field
          id="prompt"
          label="What do you want to know?"
          problem={tried ? missing : null}
          hint="A question, or a piece of work in words. One answer comes back."
        >
          <Textarea
            id="prompt"
            ref={field}
            value={fields.prompt}
            placeholder="Compare three ways to fix a print that came out too dark."
            aria-invalid={tried && missing !== null}
            aria-describedby="prompt-note"
            onChange={(event) => set({ prompt: event.target.value })}
            className="min-h-44"
          />
        </Field>
        {isOpenToIdeas(fields.prompt) && (
          <ExampleQuestions
            onChoose={(prompt) => {
              set({ prompt });
              field.current?.focus();
            }}
          />
        )}
      </div>
    </StartForm>
  );
}
