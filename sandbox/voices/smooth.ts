/** The values with their corners rounded: twice the mean of so many neighbours on each side. */
export function smooth(values: Float32Array, reach: number): Float32Array {
  return mean(mean(values, reach), reach);
}

function mean(values: Float32Array, reach: number): Float32Array {
  const { length } = values;
  const smoothed = new Float32Array(length);
  const at = (n: number) => values[Math.min(length - 1, Math.max(0, n))] ?? 0;
  let sum = 0;
  for (let n = -reach; n <= reach; n += 1) sum += at(n);
  for (let n = 0; n < length; n += 1) {
    smoothed[n] = sum / (2 * reach + 1);
    sum += at(n + reach + 1) - at(n - reach);
  }
  return smoothed;
}
