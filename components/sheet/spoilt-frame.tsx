/** A frame that came to nothing. Its whole reason stands under the sheet. */
export function SpoiltFrame({
  noun,
  reason,
  small = false,
}: {
  noun: string;
  reason?: string | null;
  small?: boolean;
}) {
  if (small) return <div className="spoilt size-full" />;
  return (
    <div className="flex size-full flex-col justify-end gap-1 spoilt p-2 text-left">
      <span className="text-[0.6875rem] font-semibold text-film-fail">
        <span className="sr-only">{noun} </span>spoilt
      </span>
      {reason !== undefined && (
        <span className="line-clamp-4 text-[0.6875rem] leading-snug text-film-ink max-sm:hidden">
          {reason ?? "No reason was given."}
        </span>
      )}
    </div>
  );
}
