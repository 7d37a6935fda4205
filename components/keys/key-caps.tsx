import { menuKey } from "./press";

/** Keys as they stand on a keyboard. */
export function KeyCaps({ keys }: { keys: readonly string[] }) {
  const caps = keys.flatMap((key) => (key === menuKey ? ["Ctrl or ⌘", "K"] : [key]));
  const between = keys.length > 1 ? "then" : "and";
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-[0.8125rem] text-soft">
      {caps.map((cap, index) => (
        <span key={cap} className="contents">
          {index > 0 && <span>{between}</span>}
          <kbd className="grid h-7 min-w-7 place-items-center rounded-[6px] border bg-raised px-1.5 font-mono text-[0.8125rem] text-ink">
            {cap}
          </kbd>
        </span>
      ))}
    </span>
  );
}
