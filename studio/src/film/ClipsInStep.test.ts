import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClipsInStep, type StepVideo } from './ClipsInStep.ts'

/** A video as far as the page sees it: it has loaded when it is told so, and ends when it is told so. */
class Video extends EventTarget implements StepVideo {
  currentTime = 0
  readyState = 0
  paused = true
  ended = false
  preload = 'none' as const
  async play() {
    this.paused = false
    this.ended = false
  }
  pause() {
    this.paused = true
  }
  load() {
    this.readyState = 4
    this.dispatchEvent(new Event('canplay'))
  }
  end() {
    this.currentTime = 5
    this.ended = true
    this.paused = true
    this.dispatchEvent(new Event('ended'))
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function row() {
  const clips = new ClipsInStep()
  const [one, two] = [new Video(), new Video()]
  clips.join(one)
  clips.join(two)
  return { clips, one, two }
}

test('all begin when the last has loaded, and again when the last has ended', async () => {
  const { clips, one, two } = row()
  const begun = clips.play()
  one.load()
  await Promise.resolve()
  expect([one.paused, two.paused]).toEqual([true, true])
  two.load()
  await begun
  expect([one.paused, two.paused]).toEqual([false, false])
  one.end()
  expect(one.paused).toBe(true)
  two.end()
  expect([one, two].map(({ paused, currentTime }) => [paused, currentTime])).toEqual([
    [false, 0],
    [false, 0],
  ])
})

test('one that takes long is not waited for, and joins in where the other is', async () => {
  const { clips, one, two } = row()
  const begun = clips.play()
  one.load()
  await vi.advanceTimersByTimeAsync(1500)
  await begun
  expect(one.paused).toBe(false)
  one.currentTime = 2.5
  two.dispatchEvent(new Event('playing'))
  expect(two.currentTime).toBe(2.5)
})

test('what was stopped meanwhile does not begin, and rests at its start', async () => {
  const { clips, one, two } = row()
  const begun = clips.play()
  one.currentTime = 1
  clips.stop()
  one.load()
  two.load()
  await vi.advanceTimersByTimeAsync(1500)
  await begun
  expect([one.paused, two.paused, one.currentTime]).toEqual([true, true, 0])
})

test('tells whether they play, whoever has told them to', () => {
  const { clips } = row()
  const told: boolean[] = []
  const leave = clips.onPlaying(() => told.push(clips.isPlaying()))
  void clips.play()
  clips.stop()
  leave()
  void clips.play()
  expect(told).toEqual([true, false])
  expect(clips.isPlaying()).toBe(true)
})
