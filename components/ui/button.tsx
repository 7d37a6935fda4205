import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Slot } from "./slot";

/** What cannot be pressed just now, or was. */
const pale = "disabled:opacity-55 aria-busy:opacity-55 aria-disabled:opacity-55";

const looks = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-control whitespace-nowrap",
    "transition-[background-color,border-color,color,opacity] duration-200 select-none",
    "aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      look: {
        // Never pale, as pale words on the safelight cannot be read: without its light while it cannot be pressed.
        primary: [
          "bg-safelight font-semibold text-on-safelight hover:not-aria-disabled:bg-safelight-near",
          "disabled:bg-line/70 disabled:text-soft aria-disabled:bg-line/70 aria-disabled:text-soft",
        ],
        secondary: `${pale} border border-line bg-raised base:font-medium text-ink hover:not-aria-disabled:border-faint`,
        /** Opens or sends what is filled in, and stands among fields. */
        field: `${pale} border border-rim bg-raised text-ink hover:border-soft`,
        quiet: `${pale} base:font-medium base:text-soft hover:bg-raised hover:text-ink`,
        danger: `${pale} border border-fail/40 bg-raised font-medium text-fail-ink hover:border-fail`,
        /** What cannot be undone, once all is there that it takes. */
        fatal: "bg-fail font-semibold text-bg hover:bg-fail-ink aria-busy:bg-line/70 aria-busy:text-soft",
        /** As full as the primary one, without its light: another way is shorter, or something is missing. */
        unlit: `${pale} bg-line/70 font-semibold base:text-ink hover:bg-line`,
      },
      size: {
        sm: "base:h-9 base:px-3 text-[0.8125rem]",
        md: "base:h-10 base:px-3.5 text-sm",
        lg: "h-12 px-6 text-base",
        icon: "size-10 text-sm",
      },
    },
    defaultVariants: { look: "secondary", size: "md" },
  },
);

interface Props extends ComponentProps<"button">, VariantProps<typeof looks> {
  asChild?: boolean;
}

export function Button({ look, size, asChild = false, className, type = "button", ...rest }: Props) {
  const classes = cn(looks({ look, size }), className);
  return asChild ? (
    <Slot className={classes} {...rest} />
  ) : (
    <button type={type} className={classes} {...rest} />
  );
}
