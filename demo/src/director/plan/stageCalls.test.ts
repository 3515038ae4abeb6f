import { expect, it } from 'vitest'
import { OfferedTools } from './OfferedTools.ts'
import { readPosition } from './readPosition.ts'
import { filmCall } from './stageCalls.ts'

const offer = (...properties: string[]) =>
  new OfferedTools({
    tools: [
      {
        name: 'mcp__shoot__stitch_film',
        input_schema: { type: 'object', properties: Object.fromEntries(properties.map((name) => [name, {}])) },
      },
    ],
  })

it('asks for frames a second where the film tool knows them', () => {
  const film = { easing: '0.6,0,0.4,1', secondsPerClip: 2, fps: 30, loop: false }
  const asked = filmCall(film, readPosition([]), offer('easing', 'secondsPerClip', 'fps', 'loop'))
  expect(asked.input).toEqual(film)
  expect(filmCall(film, readPosition([]), offer('easing')).input).toEqual({ easing: '0.6,0,0.4,1' })
})
