import { KindSamples } from "@/components/samples/kind-samples";

/**
 * The list of somebody who has started nothing yet: what there is to start, and what may come of it. `isSeen` unless it waits for
 * somebody who has jobs to be without any: until then none of its pictures is asked for.
 */
export function FirstJobs({ isSeen }: { isSeen: boolean }) {
  return (
    <div className="grid gap-7">
      <p className="max-w-140 leading-relaxed text-soft">
        Your jobs appear here, from the moment you start them until long after they are done. Begin with any
        of these.
      </p>
      <KindSamples isSignedIn isFirst={isSeen} />
    </div>
  );
}
