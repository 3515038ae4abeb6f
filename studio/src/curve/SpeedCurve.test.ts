import { type EasingName, easing, namedEasings } from '@fashion-shoot/media/curve'
import { expect, it } from 'vitest'
import { curveName, curveText, heldHandles, nameWords } from './SpeedCurve.ts'

it('knows every curve by its name, and a name from no curve', () => {
  for (const name of Object.keys(namedEasings) as EasingName[]) expect(curveName(namedEasings[name])).toBe(name)
  expect(curveName([0.1, 0.2, 0.3, 0.4])).toBe(null)
  expect(nameWords('easeInOutExpo')).toBe('Ease in out expo')
})

it('holds handles to where a curve neither leaves the clip nor runs it backwards', () => {
  expect(heldHandles([-0.2, 1.4, 0.333, -3])).toEqual([0, 1, 0.33, 0])
  for (const handles of [
    [0, 1, 1, 0],
    [1, 1, 0, 0],
    [1, 0, 0, 1],
  ] as const) {
    expect(easing(heldHandles(handles).join(',')).clamped).toBe(false)
  }
})

it('writes a curve as CSS does', () => {
  expect(curveText(namedEasings.dramaticSwoop)).toBe('cubic-bezier(0.85, 0, 0.15, 1)')
})
