/** What is needed of a video to keep it in step with others. */
export type StepVideo = Pick<
  HTMLVideoElement,
  'currentTime' | 'readyState' | 'paused' | 'ended' | 'preload' | 'play' | 'pause' | 'addEventListener'
>

/** ms that those that are ready wait for the others before they begin */
const PATIENCE = 1500

/** As `HTMLMediaElement.HAVE_FUTURE_DATA`: it can play on from where it is. */
const HAVE_FUTURE_DATA = 3

/** The clips of one row: they begin together, and begin again together when the longest is over. */
export class ClipsInStep {
  readonly #videos = new Set<StepVideo>()
  /** Ends with each play, and with each stop. */
  #run = new AbortController()
  #playing = false
  readonly #listeners = new Set<() => void>()

  /** Whether they have been told to play, and not to stop since. */
  readonly isPlaying = (): boolean => this.#playing

  /** Calls back when that changes, until the returned function is called. */
  readonly onPlaying = (changed: () => void): (() => void) => {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }

  /** Takes a clip in until the returned function is called. */
  join(video: StepVideo): () => void {
    this.#videos.add(video)
    return () => this.#videos.delete(video)
  }

  /** Begins once all can play, or after a while with those that can; who comes later joins in where the others are. */
  async play(): Promise<void> {
    const signal = this.#next(true)
    const videos = [...this.#videos]
    const ready = Promise.all(videos.map((video) => canPlay(video, signal)))
    await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
    if (signal.aborted) return
    const able = videos.filter(({ readyState }) => readyState >= HAVE_FUTURE_DATA)
    for (const video of videos) {
      const join = () => {
        video.currentTime = Math.max(0, ...able.map(({ currentTime }) => currentTime))
      }
      if (!able.includes(video)) video.addEventListener('playing', join, { signal, once: true })
      video.addEventListener('ended', () => this.#playAgain(), { signal })
      start(video)
    }
  }

  /** All rest where they began. */
  stop(): void {
    this.#next(false)
    for (const video of this.#videos) {
      video.pause()
      video.currentTime = 0
    }
  }

  #next(playing: boolean): AbortSignal {
    this.#run.abort()
    this.#run = new AbortController()
    this.#playing = playing
    for (const listener of this.#listeners) listener()
    return this.#run.signal
  }

  #playAgain(): void {
    const videos = [...this.#videos]
    if (videos.some(({ paused, ended }) => !paused && !ended)) return
    for (const video of videos.filter(({ ended }) => ended)) start(video)
  }
}

function start(video: StepVideo): void {
  video.currentTime = 0
  // A play that is cut short by a pause rejects.
  video.play().catch(() => {})
}

function canPlay(video: StepVideo, signal: AbortSignal): Promise<void> {
  video.preload = 'auto'
  if (video.readyState >= HAVE_FUTURE_DATA) return Promise.resolve()
  return new Promise((resolve) => {
    for (const name of ['canplay', 'error']) video.addEventListener(name, () => resolve(), { signal, once: true })
  })
}
