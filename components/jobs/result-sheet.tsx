"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import type { Sheet } from "@/components/sheet/sheet-frame";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { downloadAll } from "./download";
import { Lightbox, type Picture } from "./lightbox";
import { SpoiltReasons } from "./spoilt-reasons";

/** The finished sheet as a gallery: every picture opens large, one by one or all can be downloaded. */
export function ResultSheet({ job, sheet }: { job: JobView; sheet: Sheet }) {
  const [at, setAt] = useState<number | null>(null);
  const [saving, setSaving] = useState(false);
  const pictures = sheet.frames.flatMap(({ state, src, number, alt }): Picture[] =>
    state === "developed" && src !== null ? [{ number, src, alt: `${alt} of ${job.title}` }] : [],
  );
  const spoilt = sheet.frames.filter((frame) => frame.state === "spoilt").length;
  const saveAll = async () => {
    setSaving(true);
    await downloadAll(pictures.map(({ src }) => src));
    setSaving(false);
  };
  return (
    <Card aria-label="Results" className="grid grid-cols-[minmax(0,1fr)] gap-4 p-3.5 sm:p-5.5">
      <ContactSheet
        large
        sheet={sheet}
        onOpen={(frame) => setAt(pictures.findIndex(({ number }) => number === frame.number))}
      />
      <div className="flex flex-wrap items-center justify-between gap-3 px-1">
        <p className="text-[0.9375rem] text-soft">
          {count(pictures.length, "picture")} developed{spoilt > 0 && `, ${spoilt} spoilt`}
        </p>
        {pictures.length > 0 && (
          <Button look="primary" aria-disabled={saving} onClick={() => void (saving || saveAll())}>
            <Download aria-hidden />
            {saving ? "Downloading" : "Download all"}
          </Button>
        )}
      </div>
      <SpoiltReasons frames={job.frames} />
      <Lightbox pictures={pictures} at={at} onMove={setAt} />
    </Card>
  );
}
