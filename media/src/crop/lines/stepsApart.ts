/**
 * How many brightness steps (of 255) a difference of colour is worth. Differences of hue count half, for JPEG smears them over
 * 16 px about every edge.
 */
export function stepsApart(red: number, green: number, blue: number): number {
  const brightness = Math.abs(0.299 * red + 0.587 * green + 0.114 * blue)
  const hue = Math.max(Math.abs(red), Math.abs(green), Math.abs(blue)) / 2
  return brightness > hue ? brightness : hue
}
