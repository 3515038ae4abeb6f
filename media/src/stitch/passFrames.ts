/**
 * FFmpeg filters that pass only some frames of a stream, each stamped with a time of its own.
 *
 * @param frames number of the frame in the stream, and its new time in frames of the film; both rise
 */
export function passFrames(frames: readonly (readonly [index: number, stamp: number])[], fps: number): string {
  const wanted = branches(
    'n',
    runs(frames.map(([index]) => index)),
    ([from]) => from,
    ([from, to]) => `between(n,${from},${to})`,
  )
  const stamps = branches(
    'N',
    frames.map(([, stamp], order) => ({ stamp, order })),
    ({ order }) => order,
    ({ stamp }) => `${stamp}`,
  )
  return `select='${wanted}',settb=1/${fps},setpts='${stamps}'`
}

/**
 * An FFmpeg expression that looks `variable` up among rising `items` by halving: FFmpeg refuses expressions that nest more
 * than a hundred deep, and a plain sum nests by one with each term.
 */
function branches<T>(
  variable: string,
  items: readonly T[],
  from: (item: T) => number,
  leaf: (item: T) => string,
): string {
  const [only] = items
  if (only === undefined) return '0'
  if (items.length === 1) return leaf(only)
  const half = items.length >> 1
  const border = items[half] ?? only
  const side = (part: readonly T[]) => branches(variable, part, from, leaf)
  return `if(lt(${variable},${from(border)}),${side(items.slice(0, half))},${side(items.slice(half))})`
}

/** Rising numbers as runs of neighbours: 1 2 3 7 → [1,3] [7,7]. */
function runs(numbers: readonly number[]): [from: number, to: number][] {
  const found: [number, number][] = []
  for (const number of numbers) {
    const open = found.at(-1)
    if (open && number === open[1] + 1) open[1] = number
    else found.push([number, number])
  }
  return found
}
