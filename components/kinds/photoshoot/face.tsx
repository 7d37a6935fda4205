import { ResultSheet } from "@/components/jobs/result-sheet";
import type { KindFace } from "@/components/kinds/kind-face";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import { photoshootSheet } from "./sheet";

/** Photoshoot: one frame a picture; while the model trains, the uploads lie under the safelight. */
export const photoshootFace: KindFace = {
  Result: ({ job }) => <ResultSheet job={job} sheet={photoshootSheet(job)} />,
  Sheet: ({ job }) => <ContactSheet sheet={photoshootSheet(job)} />,
};
