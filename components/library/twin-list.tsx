import { count } from "@/components/ui/figures";
import type { Twin } from "@/hooks/library-queue-state";

/** Files that the library has already. */
export function TwinList({ twins }: { twins: readonly Twin[] }) {
  if (twins.length === 0) return null;
  return (
    <details className="text-sm text-soft">
      <summary className="cursor-pointer py-1">
        {count(twins.length, "image was", "images were")} in your library already.
      </summary>
      <ul className="mt-1 grid max-h-52 gap-1 overflow-y-auto wrap-anywhere">
        {twins.map(({ id, name, of }) => (
          <li key={id}>
            {name} {name === of ? "is there." : `is there as ${of}.`}
          </li>
        ))}
      </ul>
    </details>
  );
}
