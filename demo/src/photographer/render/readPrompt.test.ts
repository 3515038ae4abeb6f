import { describe, expect, it } from 'vitest'
import { readPrompt } from './readPrompt.ts'

describe('the task', () => {
  it.each([
    ['Image 1 is the model. Image 2 is a garment. Confident standing.', 2, 'hero'],
    ['Image 1 is the model. Editorial portrait.', 1, 'hero'],
    ['A contact sheet of the woman in image 1: 2 rows and 3 columns.', 1, 'sheet'],
    ['Six angles of the same person in one picture.', 1, 'sheet'],
    ['Make the background black.', 1, 'edit'],
    ['Edit image 1: warmer light. Keep everything else. Image 2 is a garment.', 2, 'edit'],
    ['An empty stage.', 0, 'hero'],
  ])('of "%s" with %i picture(s) is a %s', (prompt, count, task) => {
    expect(readPrompt(prompt, count).task).toBe(task)
  })
})

it('reads the roles of numbered pictures', () => {
  const { roles } = readPrompt(
    'Image 1 is the model; image 2 is a black jacket. Image 3 shows the location, a street. Image 4: sunglasses.',
    4,
  )
  expect([...roles]).toEqual([
    [1, 'model'],
    [2, 'garment'],
    [3, 'location'],
    [4, 'accessory'],
  ])
})

it('takes no role from a sentence that only mentions a picture', () => {
  expect(
    readPrompt('Dress the woman of image 1 in the jacket of image 2, in the street of image 3.', 3).roles.size,
  ).toBe(0)
})

it.each([
  ['confident streetwear editorial, city at dusk', 'city-dusk'],
  ['Background: seamless studio-white paper', 'studio-white'],
  ['raw concrete warehouse wall', 'industrial'],
  ['magenta and blue colour gels', 'color-gel'],
  ['an outdoor urban corner at noon', 'outdoor-urban'],
  ['nothing said', 'studio-grey'],
])('sets the stage for "%s" as %s', (prompt, backdrop) => {
  expect(readPrompt(prompt, 2).backdrop).toBe(backdrop)
})

it('reads simple changes and the colour of a background', () => {
  const { edits } = readPrompt('Make the background deep navy, warmer light, and mirror it.', 1)
  expect(edits.map(({ kind }) => kind)).toEqual(['background', 'tint', 'mirror'])
  expect(edits[0]).toMatchObject({ colour: '#12204e' })
})
