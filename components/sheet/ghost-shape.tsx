import type { Ghost } from "./sheet-frame";

const shapes = {
  none: null,
  person: (
    <>
      <path d="M8 100c2-17 12-24 24-25.5V68h11v6.5C56 76 65 83 67 100Z" fillOpacity=".7" />
      <ellipse cx="37.5" cy="48" rx="14" ry="19" fillOpacity=".45" />
      <path d="M22 55c-3-22 2-35 16-35 13 0 17 12 14 33-1-8-3-13-7-17-7 3-15 4-20 2-2 5-3 10-3 17Z" />
    </>
  ),
  cat: (
    <>
      <path d="M12 100c0-20 10-30 25-30s26 10 26 30Z" fillOpacity=".7" />
      <path d="M17 27l13 10c5-1 10-1 15 0l13-10c2 9 2 17 0 24 0 14-9 22-20.5 22S17 65 17 51c-2-7-2-15 0-24Z" />
    </>
  ),
  dog: (
    <>
      <path d="M12 100c0-20 10-29 25.5-29S63 80 63 100Z" fillOpacity=".7" />
      <ellipse cx="37.5" cy="50" rx="17" ry="22" fillOpacity=".6" />
      <path d="M22 33c-9 0-12 12-9 29 7 0 9-5 9-12Zm31 0c9 0 12 12 9 29-7 0-9-5-9-12ZM37.5 26c-9 0-15 4-16 10h32c-1-6-7-10-16-10Z" />
    </>
  ),
} as const satisfies Record<Ghost, React.ReactNode>;

/** The latent picture: a shape in the dark, before there is anything to see. */
export function GhostShape(props: { ghost: Ghost; className?: string; opacity?: number }) {
  const { ghost, className, opacity } = props;
  return (
    <svg
      aria-hidden
      viewBox="0 0 75 100"
      preserveAspectRatio="xMidYMax slice"
      className={className}
      opacity={opacity}
      fill="currentColor"
    >
      {shapes[ghost]}
    </svg>
  );
}
