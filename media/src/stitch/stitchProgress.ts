export interface Progress {
  /** 0 to 1. */
  fraction: number
  /** Milliseconds that are left, once there is something to judge by. */
  etaMs?: number
}

/** From one telling to the next, whatever FFmpeg says meanwhile: nothing while it works on its first frames, or joins. */
const PAUSE_MS = 400
/** What is left for joining when all frames are encoded. */
const JOIN_SHARE = 0.01
/** Of what has to be encoded: before so much of it is done, the time that the encoders take to begin says more than their pace. */
const TELLING_SHARE = 0.1

export interface StitchProgress {
  /** Says that so many frames of the clip at `index` are encoded. */
  encoded(index: number, frames: number): void
  /** Says that one of the clips need not be encoded. */
  reused(): void
  /** Ends the telling; the film is made if `isMade`. */
  end(isMade: boolean): void
}

/** Tells how far a film is, at an even pace of more than twice a second. What is left is judged by the frames that had to be encoded so far. */
export function stitchProgress(
  clips: number,
  framesPerClip: number,
  onProgress: (progress: Progress) => void,
): StitchProgress {
  const started = performance.now()
  const encoded = new Map<number, number>()
  let reused = 0
  const tell = () => {
    const done = [...encoded.values()].reduce((sum, frames) => sum + frames, 0)
    const wanted = (clips - reused) * framesPerClip
    const fraction = ((reused * framesPerClip + done) / (clips * framesPerClip)) * (1 - JOIN_SHARE)
    const elapsed = performance.now() - started
    const isTelling = done > TELLING_SHARE * wanted
    onProgress(isTelling ? { fraction, etaMs: Math.round(elapsed * (wanted / done - 1)) } : { fraction })
  }
  const ticking = setInterval(tell, PAUSE_MS).unref()
  tell()
  return {
    encoded(index, frames) {
      encoded.set(index, Math.max(encoded.get(index) ?? 0, Math.min(framesPerClip, frames)))
    },
    reused() {
      reused++
    },
    end(isMade) {
      clearInterval(ticking)
      if (isMade) onProgress({ fraction: 1, etaMs: 0 })
    },
  }
}
