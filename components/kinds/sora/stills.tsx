interface Props {
  /** How much of the frame is exposed, 0 to 100. */
  percent: number;
  /** How much of what lies under it a still hides that has not cleared: all of it, or less where it glows through. */
  cover: number;
}

const many = 9;

/** What still covers an undeveloped video: nine stills that clear one after the other as the work proceeds. */
export function Stills({ percent, cover }: Props) {
  const exposed = (percent / 100) * many;
  return (
    <div aria-hidden className="absolute inset-0 grid grid-cols-3 grid-rows-3">
      {Array.from({ length: many }, (_, index) => (
        <div key={index} className="border-[0.5px] border-film">
          <div
            className="size-full bg-ghost"
            style={{ opacity: cover * (1 - Math.min(1, Math.max(0, exposed - index))) }}
          />
        </div>
      ))}
    </div>
  );
}
