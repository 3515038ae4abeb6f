import { expect, it } from 'vitest'
import { titleOf } from './titleOf.ts'

it('is what the person has written, and nothing of what was chosen by a press', () => {
  expect(titleOf('Streetwear, city\nat dusk. Pose: Street walk. Resolution: 4K.')).toBe('Streetwear, city at dusk')
  expect(titleOf('Pose: Street walk.')).toBe('Pose: Street walk.')
  expect(titleOf(`${'word '.repeat(14)}Pose`)).toBe(`${'word '.repeat(11)}word…`)
})
