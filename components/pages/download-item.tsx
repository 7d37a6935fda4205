"use client";
import { Download } from "lucide-react";
import { downloadUrl } from "@/components/jobs/download";
import { useDownloadAll } from "@/components/jobs/use-download-all";
import { MenuItem } from "@/components/ui/dropdown-menu";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: Pick<JobView, "resultUrls" | "title">;
  className: string;
}

/** Takes the results of a job along, out of a menu. */
export function DownloadItem({ job: { resultUrls, title }, className }: Props) {
  const { saveAll } = useDownloadAll(resultUrls, title);
  const [first] = resultUrls;
  if (first === undefined) return null;
  const words = (
    <>
      <Download aria-hidden /> Download<span className="sr-only"> {title}</span>
    </>
  );
  if (resultUrls.length > 1) {
    return (
      <MenuItem className={className} onSelect={() => void saveAll()}>
        {words}
      </MenuItem>
    );
  }
  return (
    <MenuItem asChild className={className}>
      <a href={downloadUrl(first)} download>
        {words}
      </a>
    </MenuItem>
  );
}
