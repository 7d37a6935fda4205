/** The latent video: a sun over hills, before there is anything to see. */
export function SceneGhost({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 160 90"
      preserveAspectRatio="xMidYMax slice"
      className={className}
      fill="currentColor"
    >
      <circle cx="92" cy="34" r="11" fillOpacity=".75" />
      <path d="M0 62c18-9 30-22 46-20s26 16 40 17 22-11 36-12 26 9 38 13v30H0Z" fillOpacity=".45" />
      <path d="M0 74c22-8 38-9 58-4s38 8 58 3 30-7 44-5v22H0Z" fillOpacity=".75" />
    </svg>
  );
}
