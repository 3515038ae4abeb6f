/**
 * How many brightness steps (of 255) a difference of colour is worth, in whole ones up to 255. Differences of hue count half, for
 * JPEG smears them over 16 px about every edge. The three are in steps.
 */
export function stepsApart(red: i32, green: i32, blue: i32): i32 {
  // Rec. 601, in 1024ths.
  const brightness = abs(306 * red + 601 * green + 117 * blue)
  const most = max(max(abs(red), abs(green)), abs(blue))
  return min((max(brightness, 512 * most) + 512) >> 10, 255)
}

/** The same of two samples in memory. */
export function samplesApart(one: usize, other: usize): i32 {
  return stepsApart(step(one, other, 0), step(one, other, 1), step(one, other, 2))
}

/** By how much a channel of a sample is above that of another. */
export function step(one: usize, other: usize, channel: usize): i32 {
  return (load<u8>(one + channel) as i32) - (load<u8>(other + channel) as i32)
}
