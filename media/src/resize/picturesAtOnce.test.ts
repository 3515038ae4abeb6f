import type { Metadata } from 'sharp'
import { expect, it } from 'vitest'
import { picturesAtOnce } from './picturesAtOnce.ts'

const picture = (format: 'avif' | 'png', megapixels: number) => {
  const metadata = { width: 1000, height: megapixels * 1000 } as Metadata
  return { format, metadata }
}

it('takes fewer pictures at once where they are heavy together, AVIF sooner than others', () => {
  const hero = picture('png', 4.3)
  for (const [pictures, atOnce] of [
    [[hero], 3],
    [Array(6).fill(hero), 3],
    [Array(3).fill(picture('avif', 12)), 3],
    [Array(3).fill(picture('avif', 35)), 1],
    [[...Array(5).fill(hero), picture('avif', 35)], 1],
    [Array(3).fill(picture('png', 40)), 3],
    [Array(3).fill(picture('png', 60)), 2],
    [Array(3).fill(picture('png', 120)), 1],
  ] as const) {
    expect(picturesAtOnce(pictures)).toBe(atOnce)
  }
})
