"use client";
import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { downloadUrl } from "./download";
import { useDownloadAll } from "./use-download-all";

interface Props {
  urls: readonly string[];
  title: string;
  label?: string;
  look?: "primary" | "secondary";
  size?: "sm" | "md";
}

/** Takes every result along: one as it is, several as a zip named after the job. */
export function DownloadAll({ urls, title, label = "Download all", look = "primary", size = "md" }: Props) {
  const { asked, saveAll } = useDownloadAll(urls, title);
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
  return (
    <Button look={look} size={size} aria-disabled={asked !== null} onClick={() => void saveAll()}>
      <Download aria-hidden />
      {asked === null ? label : `Downloading ${Math.max(1, asked)} of ${urls.length}`}
    </Button>
  );
}
