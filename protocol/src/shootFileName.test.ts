import { expect, it } from 'vitest'
import { shootFileName } from './shootFileName.ts'

it('names a file after its shoot, as every system can keep it', () => {
  expect(shootFileName('Orange line, dusk')).toBe('Orange line, dusk')
  expect(shootFileName('Dusk / dawn: "two"\n')).toBe('Dusk dawn two')
  expect(shootFileName('夕暮れ')).toBe('夕暮れ')
  expect(shootFileName('At dusk.')).toBe('At dusk')
  expect(shootFileName('../..')).toBe('Shoot')
  expect(shootFileName('')).toBe('Shoot')
  expect(shootFileName('x'.repeat(300))).toHaveLength(80)
  expect(shootFileName('👗'.repeat(300))).toBe('👗'.repeat(80))
})
