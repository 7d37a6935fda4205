import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const looks = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-control text-sm font-medium whitespace-nowrap",
    "transition-[background-color,border-color,color,opacity] duration-200 select-none",
    "disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      look: {
        primary: "bg-safelight font-semibold text-on-safelight hover:not-aria-disabled:bg-safelight/88",
        secondary: "border border-line bg-raised text-ink hover:not-aria-disabled:border-faint",
        quiet: "text-soft hover:bg-raised hover:text-ink",
        danger: "border border-fail/40 bg-raised text-fail-ink hover:border-fail",
      },
      size: {
        sm: "h-9 px-3 text-[0.8125rem]",
        md: "h-10 px-3.5",
        lg: "h-12 px-6 text-base",
        icon: "size-10",
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
    <Slot.Root className={classes} {...rest} />
  ) : (
    <button type={type} className={classes} {...rest} />
  );
}
