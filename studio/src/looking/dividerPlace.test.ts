import { expect, test } from 'vitest'
import { dividerAfterKey, dividerRange, footOf, shareBefore } from './dividerPlace.ts'

const pane = { width: 1000, height: 600 }
const picture = { width: 1200, height: 1200 }

test('the divider stands on what is seen of the picture, and parts it there', () => {
  const whole = { scale: 0.5, x: 0, y: 0 }
  expect(dividerRange(whole, pane, picture)).toEqual({ from: 200, to: 800 })
  expect(footOf({ ...whole, scale: 0.25 }, pane, picture)).toBe(150)
  expect(shareBefore(500, whole, pane, picture)).toBe(0.5)
  expect(shareBefore(200, whole, pane, picture)).toBe(0)
})

test('it stays in sight when one looks closer, and the parts go along', () => {
  const closer = { scale: 2, x: 300, y: 0 }
  expect(footOf(closer, pane, picture)).toBe(0)
  expect(dividerRange(closer, pane, picture)).toEqual({ from: 0, to: 1000 })
  expect(shareBefore(500, closer, pane, picture)).toBeCloseTo(0.375)
})

test('arrows move it by little, with Shift by more, and never beyond an end', () => {
  expect(dividerAfterKey(0.5, 'ArrowRight', false)).toBeCloseTo(0.52)
  expect(dividerAfterKey(0.5, 'ArrowLeft', true)).toBeCloseTo(0.4)
  expect(dividerAfterKey(0.99, 'ArrowRight', true)).toBe(1)
  expect(dividerAfterKey(0.5, 'Home', false)).toBe(0)
  expect(dividerAfterKey(0.5, 'x', false)).toBeNull()
})
