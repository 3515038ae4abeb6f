import { expect, it } from 'vitest'
import { fit, layOut } from './layOut.ts'

const area = { x: 40, y: 50, width: 760, height: 480 }

it('fits a shape into an area, at its upper left', () => {
  expect(fit(area, 2)).toEqual({ x: 40, y: 150, width: 760, height: 380 })
  expect(fit(area, 0.5)).toEqual({ x: 40, y: 50, width: 240, height: 480 })
})

it.each([3 / 2, 16 / 9, 1, 2 / 3, 9 / 16])('places six pictures of %f in the area, apart from each other', (ratio) => {
  const boxes = layOut(area, { count: 6, ratio, gap: 12, caption: 20 })
  expect(boxes).toHaveLength(6)
  for (const box of boxes) {
    expect(box.width / box.height).toBeCloseTo(ratio, 9)
    expect(box.x).toBeGreaterThanOrEqual(area.x - 1e-9)
    expect(box.x + box.width).toBeLessThanOrEqual(area.x + area.width + 1e-9)
    expect(box.y - 20).toBeGreaterThanOrEqual(area.y - 1e-9)
    expect(box.y + box.height).toBeLessThanOrEqual(area.y + area.height + 1e-9)
  }
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1))
      expect(Math.abs(a.x - b.x) >= a.width + 11.99 || Math.abs(a.y - b.y) >= a.height + 31.99).toBe(true)
})

it('takes the columns that make pictures large and fill the width, in full rows', () => {
  const columns = (count: number, ratio: number) =>
    new Set(layOut(area, { count, ratio, gap: 12, caption: 20 }).map(({ x }) => x)).size
  expect(columns(6, 3 / 2)).toBe(3)
  expect(columns(6, 1)).toBe(3)
  expect(columns(6, 2 / 3)).toBe(6)
  expect(columns(5, 3 / 2)).toBe(3)
  expect(columns(5, 9 / 16)).toBe(5)
  expect(columns(6, 5)).toBe(2)
})
