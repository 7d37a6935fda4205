"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { Button } from "@/components/ui/button";
import { downloadUrl, downloadZip, safeName } from "./download";

interface Props {
  urls: readonly string[];
  title: string;
  label?: string;
  look?: "primary" | "secondary";
  size?: "sm" | "md";
}

/** Takes every result along: one as it is, several as a zip named after the job. */
export function DownloadAll({ urls, title, label = "Download all", look = "primary", size = "md" }: Props) {
  const [asked, setAsked] = useState<number | null>(null);
  const [first] = urls;
  if (first === undefined) return null;
  if (urls.length === 1) {
    return (
      <Button asChild look={look} size={size}>
        <a href={downloadUrl(first)} download>
          <Download aria-hidden />
          Download
        </a>
      </Button>
    );
  }
  const saveAll = async () => {
    const name = `${safeName(title, "results")}.zip`;
    setAsked(0);
    try {
      const { outcome, missing } = await downloadZip(urls, name, setAsked);
      if (missing.length > 0) {
        toast(`${missing.length} of ${urls.length} files are missing from ${name}`, {
          description: `We could not fetch ${missing.join(", ")}. Try again, or open them one by one.`,
          duration: 15_000,
        });
      } else if (outcome === "saved") toast(`${name} is saved`);
    } catch {
      toast(`${name} could not be made`, {
        description: "The download broke off, and nothing was saved. Try again.",
        duration: 15_000,
      });
    } finally {
      setAsked(null);
    }
  };
  return (
    <Button
      look={look}
      size={size}
      aria-disabled={asked !== null}
      onClick={() => void (asked === null && saveAll())}
    >
      <Download aria-hidden />
      {asked === null ? label : `Downloading ${Math.max(1, asked)} of ${urls.length}`}
    </Button>
  );
}
