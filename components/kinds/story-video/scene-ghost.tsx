import { cn } from "@/components/ui/cn";

/** The latent scene: somebody small before hills, and a moon. Every other one is the other way round. */
export function SceneGhost({ turn, className }: { turn: number; className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 160 90"
      preserveAspectRatio="xMidYMax slice"
      className={cn(turn % 2 === 0 && "-scale-x-100", className)}
      fill="currentColor"
    >
      <circle cx={108 - ((turn * 13) % 40)} cy="30" r="9" fillOpacity=".7" />
      <path d="M0 60c20-11 34-19 52-16s24 14 40 15 24-10 38-10 20 7 30 10v31H0Z" fillOpacity=".4" />
      <path d="M0 76c24-7 42-7 62-3s36 6 58 2 30-6 40-4v19H0Z" fillOpacity=".75" />
      <path d="M70 74c0-7 1-11 3-13a4 4 0 1 1 4 0c2 2 3 6 3 13Z" />
    </svg>
  );
}
