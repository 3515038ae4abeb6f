/** Frames that wait to be drawn, at most. */
export const FRAMES_AHEAD = 12

/** A frame of the film, and the picture that it shows. */
export type FilmFrame<P> = { frame: number; picture: P }

/** Takes frames from where they are decoded before they are due, a few at a time, so that each is there when it is. */
export class ReadAhead<P> {
  readonly #frames: AsyncGenerator<FilmFrame<P>, never, undefined>
  readonly #onFailure: (error: unknown) => void
  #ready: FilmFrame<P>[] = []
  #reading = false
  #closed = false

  /**
   * @param frames without an end
   * @param onFailure gets what broke the frames off, once
   */
  constructor(frames: AsyncGenerator<FilmFrame<P>, never, undefined>, onFailure: (error: unknown) => void) {
    this.#frames = frames
    this.#onFailure = onFailure
    void this.#fill()
  }

  /** The newest frame that is due at `frame` and decoded; undefined when none has become due since the last. */
  take(frame: number): FilmFrame<P> | undefined {
    const due = this.#ready.filter((one) => one.frame <= frame)
    this.#ready = this.#ready.slice(due.length)
    void this.#fill()
    return due.at(-1)
  }

  /** The last frame that is decoded; undefined when none waits. */
  get newest(): number | undefined {
    return this.#ready.at(-1)?.frame
  }

  close(): void {
    this.#closed = true
    // Held up until the frame that is being decoded is there; what fails then is of no interest any more.
    void this.#frames.return(undefined as never).catch(() => {})
  }

  async #fill(): Promise<void> {
    if (this.#reading || this.#closed) return
    this.#reading = true
    try {
      while (!this.#closed && this.#ready.length < FRAMES_AHEAD) {
        const { value } = await this.#frames.next()
        // Only now is it known which frames are left: some may have been taken meanwhile.
        this.#ready.push(value)
      }
    } catch (error) {
      if (!this.#closed) this.#onFailure(error)
      this.#closed = true
    } finally {
      this.#reading = false
    }
  }
}
