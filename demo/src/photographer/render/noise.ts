/** A tile of repeatable noise, about normally distributed with deviation 1. */
export const NOISE_SIDE = 512

export function noiseTile(seed: number): Float32Array {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  const uniform = () => {
    // xorshift32 (Marsaglia, 2003)
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  // The sum of three uniform numbers has variance 1/4.
  return Float32Array.from({ length: NOISE_SIDE * NOISE_SIDE }, () => 2 * (uniform() + uniform() + uniform() - 1.5))
}
