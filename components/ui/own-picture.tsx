import type { ComponentProps } from "react";

/**
 * A picture of the user's own: from a route that knows whose it is, or from their own disk. Next's image service would
 * ask for it without their session, and keep a copy.
 */
export function OwnPicture({ alt, ...rest }: ComponentProps<"img"> & { alt: string }) {
  // oxlint-disable-next-line nextjs/no-img-element
  return <img alt={alt} {...rest} />;
}
