import { expect, it } from 'vitest'
import { type FilmFrame, ReadAhead } from './ReadAhead.ts'

it('keeps the frame that is being decoded while one looks for it', async () => {
  let decoded = () => {}
  async function* frames(): AsyncGenerator<FilmFrame<string>, never, undefined> {
    for (let frame = 0; ; frame++) {
      await new Promise<void>((resolve) => {
        decoded = resolve
      })
      yield { frame, picture: `picture ${frame}` }
    }
  }
  const ahead = new ReadAhead(frames(), () => {})
  expect(ahead.take(0)).toBeUndefined()
  decoded()
  await new Promise((resolve) => setTimeout(resolve))
  expect(ahead.take(0)).toEqual({ frame: 0, picture: 'picture 0' })
  ahead.close()
})
