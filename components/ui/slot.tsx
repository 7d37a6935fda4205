import { cloneElement, isValidElement, type ReactNode } from "react";

interface Props {
  children?: ReactNode;
  className?: string | undefined;
}

/** Its one child, given these properties and class names: how a link is made to look like a button. */
export function Slot({ children, className, ...rest }: Props & Record<string, unknown>) {
  if (!isValidElement<{ className?: string }>(children)) return null;
  const classes = [className, children.props.className].filter(Boolean).join(" ");
  return cloneElement(children, { ...rest, ...(classes === "" ? {} : { className: classes }) });
}
