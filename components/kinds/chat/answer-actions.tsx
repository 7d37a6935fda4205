"use client";
import { Check, Copy, Download } from "lucide-react";
import { safeName, saveBlob } from "@/components/jobs/download";
import { Button } from "@/components/ui/button";
import { useCopy } from "@/hooks/use-copy";

/** Takes the answer along: to the clipboard, or as a file. */
export function AnswerActions({ text, title }: { text: string; title: string }) {
  const { copied, copy } = useCopy(text);
  const save = () => {
    const markdown = new Blob([text], { type: "text/markdown;charset=utf-8" });
    saveBlob(markdown, `${safeName(title, "answer")}.md`);
  };
  return (
    <>
      <Button look="primary" onClick={() => void copy()}>
        {copied === "yes" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied === "yes" ? "Copied" : "Copy"}
      </Button>
      <Button onClick={save}>
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
