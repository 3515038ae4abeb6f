import { expect, test } from 'vitest'
import { chooseMove } from './chooseMove.ts'

test.each([
  ['Slow push in on her face', 'push in'],
  ['the camera moves closer to the jacket', 'push in'],
  ['zooms into the fabric', 'push in'],
  ['Pull back to reveal the street', 'pull back'],
  ['dolly out slowly', 'pull back'],
  ['the camera dollies smoothly to the left', 'dolly left'],
  ['Pan right across the skyline', 'dolly right'],
  ['Truck left', 'dolly left'],
  ['crane up over the model', 'crane up'],
  ['tilt down from hat to shoes', 'crane down'],
  ['the camera rises', 'crane up'],
  ['orbit around the model', 'orbit right'],
  ['Arc slowly around to the left', 'orbit left'],
  ['She stands in the rain', 'push in'],
  ['', 'push in'],
])('%j is a %s', (prompt, name) => {
  expect(chooseMove(prompt).name).toBe(name)
})

test('the movement named first wins', () => {
  expect(chooseMove('Tilt up, then push in').name).toBe('crane up')
  expect(chooseMove('Push in, then tilt up').name).toBe('push in')
})
