import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface Props {
  children: ReactNode;
  /** While it develops it is small on a phone, where its words are beside it too. */
  isDeveloping?: boolean;
  className?: string;
}

/** A stage with its words: under it, or beside one that stands on end, where there is room. That is as wide as it is, and they begin at its head. */
export function StageBeside({ children, isDeveloping = false, className }: Props) {
  return (
    <div className="@container min-w-0">
      <div
        className={cn(
          "grid grid-cols-[minmax(0,1fr)]",
          "@lg:has-[>[data-tall]]:flex @lg:has-[>[data-tall]]:items-start @lg:has-[>[data-tall]]:gap-8",
          "@lg:has-[>[data-tall]]:[--tallest:min(40rem,58dvh)]",
          "@lg:[&>[data-tall]]:mx-0 @lg:[&>[data-tall]]:max-w-[55%] @lg:[&>[data-tall]]:shrink-0",
          "@lg:[&>[data-tall]~*]:min-w-0 @lg:[&>[data-tall]~*]:flex-1",
          // In a column of its own on a wide page, what is under it is in sight too.
          "md:@max-lg:[--tallest:min(38rem,54dvh)]",
          isDeveloping && [
            "max-md:@max-lg:has-[>[data-tall]]:flex max-md:@max-lg:has-[>[data-tall]]:gap-4",
            "max-md:@max-lg:[--tallest:11.5rem] max-md:@max-lg:[&>[data-tall]]:max-w-[55%]",
            "max-md:@max-lg:[&>[data-tall]]:mx-0 max-md:@max-lg:[&>[data-tall]]:shrink-0",
            "max-md:@max-lg:[&>[data-tall]~*]:min-w-0 max-md:@max-lg:[&>[data-tall]~*]:flex-1",
          ],
          className,
        )}
      >
        {children}
      </div>
    </div>
  );
}
