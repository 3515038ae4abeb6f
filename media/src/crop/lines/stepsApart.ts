/**
 * How many brightness steps (of 255) a difference of colour is worth, in whole ones up to 255. Differences of hue count half, for
 * JPEG smears them over 16 px about every edge. The three, in steps, are whole numbers.
 */
export function stepsApart(red: number, green: number, blue: number): number {
  // Rec. 601, in 1024ths.
  const sum = 306 * red + 601 * green + 117 * blue
  const brightness = sum < 0 ? -sum : sum
  const r = red < 0 ? -red : red
  const g = green < 0 ? -green : green
  const b = blue < 0 ? -blue : blue
  const most = r > g ? (r > b ? r : b) : g > b ? g : b
  const steps = ((brightness > 512 * most ? brightness : 512 * most) + 512) >> 10
  return steps > 255 ? 255 : steps
}
