import { OwnPicture } from "@/components/ui/own-picture";
import { smallAddress } from "@/lib/jobs/small-picture";

/** A picture no larger than this screen needs it, once it comes near. */
export function SmallPicture({ address, width }: { address: string; width: number }) {
  return (
    <OwnPicture
      src={smallAddress(address, 768)}
      srcSet={`${smallAddress(address, 256)} 256w, ${smallAddress(address, 768)} 768w`}
      sizes={`${width}px`}
      alt=""
      draggable={false}
      loading="lazy"
      decoding="async"
      className="size-full object-cover"
    />
  );
}
