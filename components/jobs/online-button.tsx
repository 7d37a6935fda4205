"use client";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { useOnline } from "@/hooks/use-awake";

/** A button of what needs a connection: it stays focusable without one, and does nothing then. */
export function OnlineButton({ onClick, ...rest }: ComponentProps<typeof Button>) {
  const isOnline = useOnline();
  return (
    <Button
      {...rest}
      {...(!isOnline && { "aria-disabled": true })}
      onClick={(event) => {
        if (isOnline) onClick?.(event);
        else event.preventDefault();
      }}
    />
  );
}
