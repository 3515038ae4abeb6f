import { filmFrames } from './filmFrames.ts'
import { framesPerClip } from './filmPlan.ts'
import type { OpenClip } from './openClip.ts'
import { ReadAhead } from './ReadAhead.ts'
import type { SpeedCurve } from './SpeedCurve.ts'

/** What a player shows: the frame of the film that is on the screen, and whether it moves. */
export type PlayerState = { frame: number; playing: boolean; failed: boolean }

/** A player for those who don't draw. */
export type Playback = Pick<
  PreviewPlayer<unknown>,
  'subscribe' | 'state' | 'curve' | 'frames' | 'play' | 'pause' | 'seek'
>

/**
 * Plays clips through a speed curve as the film will have them, round and round, each frame when it is due. Where they are decoded
 * too slowly it plays slower, and leaves out what is due in between.
 */
export class PreviewPlayer<P> {
  readonly #clips: readonly OpenClip<P>[]
  readonly #draw: (picture: P) => void
  readonly #listeners = new Set<() => void>()
  #curve: SpeedCurve
  #ahead: ReadAhead<P>
  /** In frames of the film, counted on from one round to the next; between two of them while it plays. */
  #position = 0
  #shown = 0
  #state: PlayerState = { frame: 0, playing: false, failed: false }

  constructor(clips: readonly OpenClip<P>[], curve: SpeedCurve, draw: (picture: P) => void) {
    this.#clips = clips
    this.#curve = curve
    this.#draw = draw
    this.#ahead = this.#readFrom(0)
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  state = () => this.#state

  get curve(): SpeedCurve {
    return this.#curve
  }

  /** Of the whole film. */
  get frames(): number {
    return this.#clips.length * framesPerClip(this.#curve)
  }

  /** Another curve: the playhead stays at its share of the film. */
  setCurve(curve: SpeedCurve): void {
    const share = this.#state.frame / this.frames
    this.#curve = curve
    this.seek(Math.round(share * this.frames))
  }

  play(): void {
    this.#set({ playing: true })
  }

  pause(): void {
    this.#set({ playing: false })
  }

  /** Shows a frame of the film; if it played, it plays on from there. */
  seek(frame: number): void {
    const to = Math.max(0, Math.min(frame, this.frames - 1))
    this.#ahead.close()
    this.#position = to
    this.#shown = to
    this.#set({ frame: to })
    this.#ahead = this.#readFrom(to)
  }

  /** To be called for each frame of the screen, with the ms since the last. */
  tick(elapsedMs: number): void {
    if (this.#state.playing) this.#position += (elapsedMs / 1000) * this.#curve.fps
    // What is not decoded yet is waited for.
    this.#position = Math.min(this.#position, (this.#ahead.newest ?? this.#shown) + 0.99)
    const due = this.#ahead.take(Math.floor(this.#position))
    if (due === undefined) return
    this.#shown = due.frame
    this.#draw(due.picture)
    this.#set({ frame: due.frame % this.frames })
  }

  close(): void {
    this.#ahead.close()
    for (const clip of this.#clips) clip.close()
  }

  #readFrom(frame: number): ReadAhead<P> {
    const fail = () => this.#set({ failed: true, playing: false })
    return new ReadAhead(filmFrames(this.#clips, this.#curve, frame), fail)
  }

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
