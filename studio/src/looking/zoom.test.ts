import { describe, expect, it } from 'vitest'
import { fitted, fullScale, isFitted, moved, type Point, type Zoom, zoomedTo } from './zoom.ts'

const pane = { width: 1000, height: 600 }
const picture = { width: 2400, height: 1600 }
const fit = fitted(pane, picture)
const to = (zoom: Zoom, scale: number, at: Point) => zoomedTo(zoom, scale, at, pane, picture, 1)

/** Which px of the picture, from its centre, lies at a point of the pane. */
const under = (zoom: Zoom, at: Point) => ({ x: (at.x - zoom.x) / zoom.scale, y: (at.y - zoom.y) / zoom.scale })

describe('zoom', () => {
  it('begins with the whole picture, by its tighter side', () => {
    expect(fit).toEqual({ scale: 0.375, x: 0, y: 0 })
    expect(fitted(pane, { width: 500, height: 100 }).scale).toBe(2)
    expect(isFitted(fit, pane, picture)).toBe(true)
  })

  it('keeps what is under the pointer where it is', () => {
    const at = { x: 120, y: -60 }
    const closer = to(fit, 1, at)
    expect(closer.scale).toBe(1)
    expect(under(closer, at).x).toBeCloseTo(under(fit, at).x)
    expect(under(closer, at).y).toBeCloseTo(under(fit, at).y)
    expect(isFitted(closer, pane, picture)).toBe(false)
  })

  it('goes out no further than the whole, and lies in the middle there', () => {
    expect(to(to(fit, 2, { x: 300, y: 200 }), 0.01, { x: -400, y: 100 })).toEqual(fit)
  })

  it('goes in to 800 %, of the pixels of the screen', () => {
    expect(to(fit, 100, { x: 0, y: 0 }).scale).toBe(8)
    expect(zoomedTo(fit, 100, { x: 0, y: 0 }, pane, picture, 2).scale).toBe(4)
    expect(fullScale(2)).toBe(0.5)
  })

  it('moves as far as there is picture, and not at all where all of it is seen', () => {
    const full = to(fit, 1, { x: 0, y: 0 })
    expect(moved(full, { x: 100, y: 50 }, pane, picture)).toEqual({ scale: 1, x: 100, y: 50 })
    expect(moved(full, { x: 9999, y: -9999 }, pane, picture)).toEqual({ scale: 1, x: 700, y: -500 })
    expect(moved(fit, { x: 40, y: 40 }, pane, picture)).toEqual(fit)
  })

  it('shows a picture that is smaller than the pane at 100 % larger than that', () => {
    const small = { width: 250, height: 150 }
    const whole = fitted(pane, small)
    expect(zoomedTo(whole, 1, { x: 0, y: 0 }, pane, small, 1)).toEqual(whole)
  })
})
