import { expect, it } from 'vitest'
import { titleFrom } from './titleFrom.ts'

it('is what the person has written, and nothing of what was chosen by a press', () => {
  expect(titleFrom('Streetwear, city\nat dusk. Pose: Street walk. Resolution: 4K.')).toBe('Streetwear, city at dusk')
  expect(titleFrom('Pose: Street walk.')).toBe('Pose: Street walk.')
  expect(titleFrom(`${'word '.repeat(14)}Pose`)).toBe(`${'word '.repeat(11)}word…`)
})
