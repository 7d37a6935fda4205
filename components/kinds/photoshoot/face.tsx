import Link from "next/link";
import { ResultSheet } from "@/components/jobs/result-sheet";
import type { KindFace } from "@/components/kinds/kind-face";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import { Button } from "@/components/ui/button";
import { photoshootSheet } from "./sheet";

/** Photoshoot: one frame a picture; while the model trains, the uploads lie under the safelight. */
export const photoshootFace: KindFace = {
  Result: ({ job }) => (
    <ResultSheet job={job} sheet={photoshootSheet(job)}>
      <Button asChild>
        <Link href={`/new/photoshoot?like=${job.id}`}>Make another like this</Link>
      </Button>
    </ResultSheet>
  ),
  Sheet: ({ job }) => <ContactSheet sheet={photoshootSheet(job)} />,
};
