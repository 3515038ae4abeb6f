import { expect, it } from 'vitest'
import { withoutChoices } from './choices.ts'

it.each([
  ['City at dusk. Pose: Street walk. Aspect ratio: 16:9. Resolution: 4K.', 'City at dusk'],
  ['City at dusk! Look: Velvia flash. And rain.', 'City at dusk! And rain'],
  ['Two lines\nBackground: Studio grey\nand more', 'Two lines\nand more'],
  ['Strike a pose: proud.', 'Strike a pose: proud.'],
  ['City at dusk.', 'City at dusk.'],
  ['Wait…. Pose: Street walk.', 'Wait…'],
  ['Pose: Street walk.', 'Pose: Street walk.'],
])('of %j a person has written %j', (line, words) => {
  expect(withoutChoices(line)).toBe(words)
})
