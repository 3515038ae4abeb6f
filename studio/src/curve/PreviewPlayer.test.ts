import { expect, it } from 'vitest'
import { clipMoments } from './filmPlan.ts'
import type { OpenClip } from './openClip.ts'
import { PreviewPlayer } from './PreviewPlayer.ts'
import { DEFAULT_CURVE, type SpeedCurve } from './SpeedCurve.ts'

/** A clip whose pictures are their own names. */
function clip(name: string): OpenClip<string> {
  return {
    span: 5,
    async *pictures(moments) {
      for (const moment of moments) yield `${name} ${moment.toFixed(3)}`
    },
    close() {},
  }
}

const curve: SpeedCurve = { ...DEFAULT_CURVE, secondsPerClip: 0.5, fps: 24 }
const film = ['one', 'two'].flatMap((name) => clipMoments(curve, 5).map((moment) => `${name} ${moment.toFixed(3)}`))
const FRAME_MS = 1000 / 24

/** Lets what waits for decoding go on. */
const decode = () => new Promise((resolve) => setTimeout(resolve))

async function play(player: PreviewPlayer<string>, frames: number) {
  for (let n = 0; n < frames; n++) {
    await decode()
    player.tick(FRAME_MS)
  }
}

it('shows every frame of the film in its place, clip after clip and round again', async () => {
  const drawn: string[] = []
  const player = new PreviewPlayer([clip('one'), clip('two')], curve, (picture) => drawn.push(picture))
  await play(player, 1)
  player.play()
  await play(player, film.length + 2)
  expect(film).toHaveLength(24)
  expect(drawn).toEqual([...film, ...film.slice(0, 3)])
  expect(player.state()).toEqual({ frame: 2, playing: true, failed: false })
})

it('stands still while nothing is decoded, and leaves out what became due meanwhile', async () => {
  const drawn: string[] = []
  const player = new PreviewPlayer([clip('one')], curve, (picture) => drawn.push(picture))
  player.play()
  player.tick(FRAME_MS * 20)
  expect(drawn).toEqual([])
  await decode()
  player.tick(FRAME_MS * 4)
  expect(drawn).toEqual([film[4]])
})

it('goes to a frame, and keeps its share of the film under another curve', async () => {
  const drawn: string[] = []
  const player = new PreviewPlayer([clip('one'), clip('two')], curve, (picture) => drawn.push(picture))
  player.seek(12)
  await play(player, 2)
  expect(drawn).toEqual(['two 0.000'])
  player.setCurve({ ...curve, secondsPerClip: 1 })
  await play(player, 1)
  expect(player.state().frame).toBe(24)
  expect(drawn.at(-1)).toBe('two 0.000')
})

it('stops, and says so, when a clip cannot be decoded', async () => {
  const broken: OpenClip<string> = {
    ...clip('one'),
    // biome-ignore lint/correctness/useYield: it breaks before its first picture.
    async *pictures() {
      throw new Error('damaged')
    },
  }
  const player = new PreviewPlayer([broken], curve, () => {})
  player.play()
  await play(player, 1)
  expect(player.state()).toMatchObject({ playing: false, failed: true })
})
