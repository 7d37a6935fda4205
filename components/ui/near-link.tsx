"use client";
import Link from "next/link";
import { useState, type ComponentProps } from "react";

/**
 * A link that stands on every page: what it leads to is asked for once somebody comes near it, not by every page that is opened.
 */
export function NearLink(
  props: Omit<ComponentProps<typeof Link>, "prefetch" | "onPointerEnter" | "onFocus">,
) {
  const [isNear, setIsNear] = useState(false);
  const come = () => setIsNear(true);
  return <Link {...props} prefetch={isNear ? null : false} onPointerEnter={come} onFocus={come} />;
}
