import { frameAfter, rateOf } from './frameTiming.ts'

/** What a player shows, beside the time. */
export type PlayerState = { playing: boolean; looping: boolean; speed: number; failed: boolean }

/** Times as fast as it was made. */
export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2]

/** Gaps between frames that are remembered, to tell their rate. */
const REMEMBERED = 12

/** Moves one video, and tells what it does. */
export type PlayerStore = ReturnType<typeof createPlayerStore>

/**
 * The element itself holds the state; this says when it changes. `onTime` is told of each frame that is shown.
 * @param rate frames per second, until playing has shown another
 */
export function createPlayerStore(video: HTMLVideoElement, { rate, looping }: { rate: number; looping: boolean }) {
  let knownRate = rate
  const gaps: number[] = []
  let shown: number | null = null
  let awaited = 0
  const onState = new Set<() => void>()
  const onTime = new Set<() => void>()
  video.loop = looping
  let state = read()

  function read(): PlayerState {
    return { playing: !video.paused, looping: video.loop, speed: video.playbackRate, failed: video.error !== null }
  }

  function update() {
    state = read()
    for (const listener of onState) listener()
  }

  function tellTime() {
    for (const listener of onTime) listener()
  }

  function noteFrame(_: number, { mediaTime }: VideoFrameCallbackMetadata) {
    if (shown !== null && !video.paused) gaps.splice(0, Math.max(0, gaps.length + 1 - REMEMBERED), mediaTime - shown)
    shown = mediaTime
    knownRate = rateOf(gaps) ?? knownRate
    tellTime()
    awaited = video.requestVideoFrameCallback(noteFrame)
  }

  function seek(time: number) {
    shown = null
    video.currentTime = Math.min(Math.max(time, 0), video.duration || 0)
    tellTime()
  }

  return {
    state: () => state,
    time: () => video.currentTime,
    onState(listener: () => void) {
      onState.add(listener)
      return () => onState.delete(listener)
    },
    onTime(listener: () => void) {
      onTime.add(listener)
      return () => onTime.delete(listener)
    },
    /** Listens to the element until the returned function is called. */
    attach() {
      const stop = new AbortController()
      for (const name of ['play', 'pause', 'ended', 'ratechange', 'error', 'loadeddata']) {
        video.addEventListener(name, update, { signal: stop.signal })
      }
      for (const name of ['timeupdate', 'seeked']) video.addEventListener(name, tellTime, { signal: stop.signal })
      awaited = video.requestVideoFrameCallback(noteFrame)
      stop.signal.addEventListener('abort', () => video.cancelVideoFrameCallback(awaited))
      update()
      return () => stop.abort()
    },
    toggle() {
      // A play that is cut short by a pause rejects; the state follows the element's own events.
      if (video.paused) video.play().catch(() => {})
      else video.pause()
    },
    seek,
    /** Moves by frames, and stops there. */
    step(frames: number) {
      video.pause()
      seek(frameAfter(video.currentTime, frames, knownRate, video.duration || 0))
    },
    setSpeed(speed: number) {
      video.playbackRate = speed
    },
    toggleLoop() {
      video.loop = !video.loop
      update()
    },
  }
}
