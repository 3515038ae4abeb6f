/** A time in s as a player shows it: `0:07.50`. */
export function timecode(seconds: number): string {
  const hundredths = Math.floor(seconds * 100 + 1e-6)
  const rest = ((hundredths % 6000) / 100).toFixed(2)
  return `${Math.floor(hundredths / 6000)}:${rest.padStart(5, '0')}`
}
