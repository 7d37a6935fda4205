"use client";
import { Check, Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useCopy } from "@/hooks/use-copy";

interface Props {
  /** What it is: "the secret". */
  what: string;
  text: string;
}

/** A text to be taken elsewhere, and a button that copies it. */
export function CopyText({ what, text }: Props) {
  const { copied, copy } = useCopy(text);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2.5">
        <code className="min-w-0 flex-1 basis-52 rounded-control border bg-raised px-3.5 py-2.5 font-mono text-sm wrap-anywhere">
          {text}
        </code>
        <Button aria-label={`Copy ${what}`} onClick={() => void copy()}>
          {copied === "yes" ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied === "yes" ? "Copied" : "Copy"}
        </Button>
      </div>
      <output className="text-sm text-soft empty:hidden">
        {copied === "refused" && "The browser does not let us copy here. Select the text instead."}
        {copied === "yes" && <span className="sr-only">Copied.</span>}
      </output>
    </div>
  );
}
