"use client";
import { useRouter } from "next/navigation";
import { useState, type ReactNode, type RefObject } from "react";
import { StartForm } from "@/components/jobs/start-form";
import { StartRow } from "@/components/jobs/start-row";
import type { FormProps } from "@/components/kinds/kind-face";
import { useStartJob } from "@/hooks/use-start-job";
import type { LibraryChoice } from "@/lib/jobs/library";

interface Props extends Pick<FormProps, "offers"> {
  /** Which images; `null` while there are none. */
  input: LibraryChoice | null;
  label: string;
  /** Where images are added, while there are none. */
  focus?: RefObject<HTMLButtonElement | null>;
  children: ReactNode;
}

/** The form around whatever is to be tagged. */
export function TagForm({ offers, input, label, focus, children }: Props) {
  const router = useRouter();
  const { state, problem, start } = useStartJob("image_tags");
  const [priority, setPriority] = useState("normal");

  const isPriced = offers.some(({ prices }) => prices.length > 0);

  async function onSubmit() {
    if (input === null) return focus?.current?.focus();
    const job = await start(input, priority);
    if (job) router.push(`/jobs/${job.id}`);
  }

  return (
    <StartForm
      onSubmit={onSubmit}
      end={
        <StartRow
          label={label}
          state={state}
          isUnlit={input === null}
          verb="Tagged"
          longest=", a day at the longest"
          missing={input === null ? "Add the images first." : null}
          offers={offers}
          problem={problem}
          ready={`Ready. ${isPriced ? "Half the price, as it may wait. " : ""}Once it has started you can close the page.`}
          hasFields={false}
          priority={priority}
          onPriority={setPriority}
        />
      }
    >
      {children}
    </StartForm>
  );
}
