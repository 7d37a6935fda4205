"use client";
import { Check, Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Takes the answer along: to the clipboard, or as a file. */
export function AnswerActions({ text, title }: { text: string; title: string }) {
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("yes");
    } catch {
      setCopied("refused");
    }
  };
  return (
    <>
      <Button look="primary" onClick={() => void copy()}>
        {copied === "yes" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied === "yes" ? "Copied" : "Copy"}
      </Button>
      <Button onClick={() => save(text, title)}>
        <Download aria-hidden />
        Download as .md
      </Button>
      <output className="text-sm text-soft empty:hidden">
        {copied === "refused" && "The browser does not let us copy here. Download it instead."}
        {copied === "yes" && <span className="sr-only">Copied.</span>}
      </output>
    </>
  );
}

function save(text: string, title: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = fileName(title);
  anchor.click();
  // The download has begun by then; the address is of no further use.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60);
  return `${name || "answer"}.md`;
}
