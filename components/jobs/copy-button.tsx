"use client";
import { Check, Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useCopy } from "@/hooks/use-copy";

/** Copies what `text` gives at the press, and says whether the browser let it. */
export function CopyButton({ what, text }: { what: string; text: () => string }) {
  const { copied, copy } = useCopy(text);
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button size="sm" onClick={() => void copy()}>
        {copied === "yes" ? <Check aria-hidden /> : <Copy aria-hidden />}
        Copy {what}
      </Button>
      <output className="text-[0.8125rem] text-soft empty:hidden">
        {copied === "yes" && <span className="sr-only">Copied.</span>}
        {copied === "refused" && "The browser does not let us copy here."}
      </output>
    </span>
  );
}
