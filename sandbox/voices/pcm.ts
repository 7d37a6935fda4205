/** Sound as it is made here: one channel, numbers from -1 to 1. */
export interface Sound {
  samples: Float32Array;
  /** Samples a second. */
  rate: number;
}

/** The same as 16-bit numbers. */
export function toInt16({ samples }: Sound): Int16Array {
  return Int16Array.from(samples, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32_767));
}
