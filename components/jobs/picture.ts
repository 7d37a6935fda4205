/** Something that is looked at large. */
export interface Picture {
  number: number;
  src: string;
  alt: string;
  /** What it is called, where that says more than its number. */
  title?: string;
  /** It is a film, with this still where there is one. */
  film?: { poster: string | null };
  /** Where it comes from. */
  from?: { label: string; href: `/${"jobs" | "video"}/${string}` };
}
