/** A resonance that sound passes through: a filter with two poles (Klatt 1980). */
export class Resonance {
  private before = 0;
  private earlier = 0;
  private a = 1;
  private b = 0;
  private c = 0;

  constructor(private readonly rate: number) {}

  /** @param hertz its middle; one too high for the rate is lowered @param width in hertz */
  tune(hertz: number, width: number): void {
    const middle = Math.min(hertz, this.rate * 0.46);
    this.c = -Math.exp((-2 * Math.PI * width) / this.rate);
    this.b = 2 * Math.exp((-Math.PI * width) / this.rate) * Math.cos((2 * Math.PI * middle) / this.rate);
    this.a = 1 - this.b - this.c;
  }

  pass(value: number): number {
    const now = this.a * value + this.b * this.before + this.c * this.earlier;
    this.earlier = this.before;
    this.before = now;
    return now;
  }
}

/** Of one opening of the vocal folds: so far it opens, and then closes faster. */
const OPENING = 0.44;
const CLOSING = 0.18;

/** The air that passes the vocal folds at a share of their period, from 0 to 1. */
export function breath(phase: number): number {
  if (phase < OPENING) {
    const t = phase / OPENING;
    return t * t * (3 - 2 * t);
  }
  const t = (phase - OPENING) / CLOSING;
  return t < 1 ? 1 - t * t : 0;
}
