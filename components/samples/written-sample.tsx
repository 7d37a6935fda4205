import { MessageSquareText } from "lucide-react";
import { cn } from "@/components/ui/cn";
import chat from "./answer.json";

/** The beginning of an answer, on paper: whole lines of it. In a row there is no room for words. */
export function WrittenSample({ isCompact }: { isCompact: boolean }) {
  const [heading = "", , opening = ""] = chat.answer;
  return (
    <span aria-hidden className="block aspect-3/2">
      <span
        className={cn(
          "grid size-full place-items-center bg-glow text-safelight-ink",
          !isCompact && "md:hidden",
        )}
      >
        <MessageSquareText strokeWidth={1.5} className="size-7" />
      </span>
      {!isCompact && (
        <span className="hidden size-full content-center gap-2.5 overflow-hidden bg-raised px-5 md:grid">
          <span className="line-clamp-2 text-[0.8125rem] leading-normal text-safelight-ink">
            {chat.question}
          </span>
          <span className="font-serif text-xl leading-tight text-ink">{heading.replace(/^#+ /, "")}</span>
          <span className="line-clamp-3 text-[0.8125rem] leading-normal text-soft">{opening}</span>
        </span>
      )}
    </span>
  );
}
