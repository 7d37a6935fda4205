import { cn } from "@/components/ui/cn";
import { Film } from "@/components/sheet/film";
import { taggingOf } from "@/hooks/tagging-details";
import type { JobView } from "@/lib/jobs/job-view";

const frames = 8;

type State = "tagged" | "lit" | "latent" | "spoilt";

/** On cards: eight small images for all of them, as many with tags under them as the job has got in proportion. */
export function TagStrip({ job }: { job: JobView }) {
  return (
    <Film small>
      <div className="grid grid-cols-8 gap-1 px-1.5">
        {statesOf(job).map((state, index) => (
          <div key={index} className="flex h-strip flex-col gap-1">
            <div
              className={cn(
                "relative flex-1 overflow-hidden rounded-frame",
                state === "tagged" ? "bg-paper" : "bg-ghost",
                state === "lit" && "lamp",
                state === "spoilt" && "spoilt",
              )}
            >
              <Hills isDeveloped={state === "tagged"} index={index} />
            </div>
            <Lines state={state} index={index} />
          </div>
        ))}
      </div>
    </Film>
  );
}

/** What each of the eight stands for. */
function statesOf(job: JobView): State[] {
  const { total, done, tagged, failed } = taggingOf(job);
  const isActive = job.status === "processing";
  const known = Math.max(1, total);
  // Under way the provider says how many it has looked at; which of them are good is known at the end.
  const good = Math.round((Math.max(tagged, isActive ? done : 0) / known) * frames);
  const bad = failed > 0 ? Math.max(1, Math.round((failed / known) * frames)) : 0;
  return Array.from({ length: frames }, (_, at): State => {
    if (at < Math.min(good, frames - bad)) return "tagged";
    if (at >= frames - bad) return "spoilt";
    return isActive ? "lit" : "latent";
  });
}

function Hills({ isDeveloped, index }: { isDeveloped: boolean; index: number }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 40 32"
      preserveAspectRatio="xMidYMax slice"
      className={cn("absolute inset-0 size-full text-black", isDeveloped ? "opacity-75" : "opacity-35")}
      fill="currentColor"
      style={index % 2 === 0 ? undefined : { transform: "scaleX(-1)" }}
    >
      <circle cx={10 + ((index * 7) % 16)} cy="9" r="3.5" fillOpacity=".55" />
      <path d="M0 32V24l9-9 9 9 8-12 14 15v5Z" />
    </svg>
  );
}

function Lines({ state, index }: { state: State; index: number }) {
  const tone = state === "tagged" ? "bg-film-ink/75" : "bg-ghost";
  return (
    <div className="grid gap-1">
      <span className={cn("h-1 rounded-full", tone)} style={{ width: `${70 + ((index * 13) % 30)}%` }} />
      <span className={cn("h-1 rounded-full", tone)} style={{ width: `${38 + ((index * 23) % 40)}%` }} />
    </div>
  );
}
