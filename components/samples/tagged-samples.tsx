import { cn } from "@/components/ui/cn";
import imageTags from "./image_tags.webp";

/** What is on the six images of the sample, which lie in it three beside each other. */
const tags = [
  ["hills", "green"],
  ["sea", "grey"],
  ["dunes", "sand"],
  ["forest", "fir"],
  ["skyline", "city"],
  ["peaks", "dusk"],
] as const;
/** So many lie beside each other on a phone. */
const framesOnPhone = 3;

/** A row of images of the demonstration with their tags under them: what comes of tagging, for the eye alone. */
export function TaggedSamples({ className }: { className?: string }) {
  return (
    <div aria-hidden className={cn("grid grid-cols-3 gap-1.5 sm:grid-cols-6 sm:gap-2.5", className)}>
      {tags.map((words, index) => (
        <div key={words[0]} className={cn("min-w-0", index >= framesOnPhone && "max-sm:hidden")}>
          <div className="aspect-square rounded-frame bg-ghost bg-no-repeat" style={pieceOf(index)} />
          <p className="mt-1.5 truncate text-xs leading-normal">{words.join(", ")}</p>
        </div>
      ))}
    </div>
  );
}

/** The piece of the sample on which one of its images lies, without the edge between them. */
function pieceOf(index: number) {
  const { src, width, height } = imageTags;
  const side = 236;
  return {
    backgroundImage: `url(${src})`,
    backgroundSize: `${(width / side) * 100}% ${(height / side) * 100}%`,
    backgroundPosition: `${(index % 3) * 50}% ${Math.floor(index / 3) * 100}%`,
  };
}
