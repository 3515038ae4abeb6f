import { expect, it } from 'vitest'
import { type GridCosts, minCut } from './minCut.ts'
import { noiseTile } from './noise.ts'

function costOf(
  mask: ArrayLike<number>,
  { width, height, lostSubject, falseSubject, right, below }: GridCosts,
): number {
  let cost = 0
  for (let i = 0; i < width * height; i++) {
    cost += (mask[i] ? falseSubject[i] : lostSubject[i]) ?? 0
    if (i % width < width - 1 && mask[i] !== mask[i + 1]) cost += right[i] ?? 0
    if (i < width * (height - 1) && mask[i] !== mask[i + width]) cost += below[i] ?? 0
  }
  return cost
}

it('finds the cheapest of all cuts on small grids', () => {
  const [width, height] = [4, 3]
  const size = width * height
  for (let round = 0; round < 40; round++) {
    const noise = noiseTile(round + 1)
    const costs = (start: number) =>
      Float32Array.from({ length: size }, (_, i) => Math.round(Math.abs(noise[start + i] ?? 0) * 9))
    const grid = { width, height, lostSubject: costs(0), falseSubject: costs(50), right: costs(100), below: costs(150) }
    let best = Number.POSITIVE_INFINITY
    for (let code = 0; code < 2 ** size; code++)
      best = Math.min(
        best,
        costOf(
          Array.from({ length: size }, (_, i) => (code >> i) & 1),
          grid,
        ),
      )
    expect(costOf(minCut(grid), grid)).toBe(best)
  }
})
