import { expect, it } from 'vitest'
import { readAnswer } from './askPerson.ts'

it.each(['', '  ', 'y', 'Yes', 'approve', 'OK', 'go on.'])('takes %j for an approval', (typed) => {
  expect(readAnswer(typed)).toEqual({ kind: 'approve' })
})

it.each(['stop', 'q', 'Quit'])('takes %j for a stop', (typed) => {
  expect(readAnswer(typed)).toEqual({ kind: 'stop' })
})

it.each(['make the background black', 'stop the glare', 'yes but warmer', 'edit frames 2 and 4: warmer light'])(
  'takes %j for a change, and approves nothing',
  (typed) => {
    expect(readAnswer(` ${typed} `)).toEqual({ kind: 'change', note: typed })
  },
)
