/** The colours of a drawn portrait. */
export interface Palette {
  from: string;
  to: string;
  hair: string;
  face: string;
  light: string;
  coat: string;
}

/** A drawn portrait for the front page, where no picture of a real person belongs. */
export function Portrait({ id, palette }: { id: string; palette: Palette }) {
  const { from, to, hair, face, light, coat } = palette;
  return (
    <svg aria-hidden viewBox="0 0 75 100" preserveAspectRatio="xMidYMid slice" className="size-full">
      <defs>
        <linearGradient id={`${id}-wall`} x1="0" y1="0" x2="1" y2="1">
          <stop stopColor={from} />
          <stop offset="1" stopColor={to} />
        </linearGradient>
        <radialGradient id={`${id}-face`} cx=".38" cy=".38" r=".75">
          <stop stopColor={light} />
          <stop offset="1" stopColor={face} />
        </radialGradient>
      </defs>
      <rect width="75" height="100" fill={`url(#${id}-wall)`} />
      <path d="M6 100c2-18 12-25 25-27h13c13 2 23 9 25 27Z" fill={coat} />
      <path d="M31 58h13v14.5c0 3-13 3-13 0Z" fill={face} />
      <ellipse cx="37.5" cy="46" rx="14" ry="19" fill={`url(#${id}-face)`} />
      <path
        d="M22.5 51c-3-21 3-32.5 16-32.5 13 0 17 12 13.5 32.5-1-8-3.5-13.5-7-17-7 3-14 3.5-19 1.5-2 5-3.5 9.5-3.5 15.5Z"
        fill={hair}
      />
    </svg>
  );
}
