import type { Beast } from "./cast";

/** How an animal on four legs is built, as shares of its height. */
interface Build {
  size: number;
  long: number;
  thick: number;
  leg: number;
  neck: number;
  head: number;
  snout: number;
  ear: "point" | "long" | "round" | "drop";
  tail: "bush" | "thin" | "stub" | "hair";
  hasAntlers?: boolean;
}

export const builds: Readonly<Record<Beast, Build>> = {
  fox: {
    size: 0.62,
    long: 1.1,
    thick: 0.3,
    leg: 0.36,
    neck: 0.22,
    head: 0.2,
    snout: 0.24,
    ear: "point",
    tail: "bush",
  },
  dog: {
    size: 0.66,
    long: 1,
    thick: 0.34,
    leg: 0.4,
    neck: 0.26,
    head: 0.2,
    snout: 0.2,
    ear: "drop",
    tail: "thin",
  },
  cat: {
    size: 0.46,
    long: 1.05,
    thick: 0.32,
    leg: 0.34,
    neck: 0.2,
    head: 0.22,
    snout: 0.08,
    ear: "point",
    tail: "thin",
  },
  horse: {
    size: 1.45,
    long: 0.95,
    thick: 0.3,
    leg: 0.46,
    neck: 0.46,
    head: 0.16,
    snout: 0.24,
    ear: "point",
    tail: "hair",
  },
  bear: {
    size: 1.15,
    long: 1.05,
    thick: 0.46,
    leg: 0.3,
    neck: 0.2,
    head: 0.22,
    snout: 0.16,
    ear: "round",
    tail: "stub",
  },
  rabbit: {
    size: 0.36,
    long: 0.85,
    thick: 0.42,
    leg: 0.22,
    neck: 0.22,
    head: 0.24,
    snout: 0.08,
    ear: "long",
    tail: "stub",
  },
  wolf: {
    size: 0.8,
    long: 1.12,
    thick: 0.32,
    leg: 0.4,
    neck: 0.24,
    head: 0.2,
    snout: 0.24,
    ear: "point",
    tail: "bush",
  },
  deer: {
    size: 1.1,
    long: 0.82,
    thick: 0.25,
    leg: 0.5,
    neck: 0.42,
    head: 0.15,
    snout: 0.18,
    ear: "drop",
    tail: "stub",
    hasAntlers: true,
  },
};
