import { type RefObject, useEffect, useState } from 'react'
import { isStill } from '../shared/isStill.ts'
import { type ClipPicture, type OpenClip, openClip } from './openClip.ts'
import { PreviewPlayer } from './PreviewPlayer.ts'
import type { SpeedCurve } from './SpeedCurve.ts'

/** ms without a change of the curve until the preview follows it: each time it starts to decode anew */
const SETTLE = 90

export type CurvePreview = { player: PreviewPlayer<ClipPicture> | null; failed: boolean }

/** Loads clips, and plays them through the curve on a canvas, at once where the page may move. */
export function useCurvePreview(
  urls: readonly string[],
  curve: SpeedCurve,
  canvas: RefObject<HTMLCanvasElement | null>,
): CurvePreview {
  const [preview, setPreview] = useState<CurvePreview>({ player: null, failed: false })
  const { player } = preview
  const all = urls.join('\n')

  // biome-ignore lint/correctness/useExhaustiveDependencies: the curve goes to the player below; other clips make another player.
  useEffect(() => {
    const stop = new AbortController()
    let made: PreviewPlayer<ClipPicture> | undefined
    async function load() {
      const clips = await openAll(all.split('\n'), stop.signal)
      made = new PreviewPlayer(clips, curve, (picture) => draw(picture, canvas.current))
      if (stop.signal.aborted) return made.close()
      if (!isStill()) made.play()
      setPreview({ player: made, failed: false })
    }
    load().catch(() => stop.signal.aborted || setPreview({ player: null, failed: true }))
    return () => {
      stop.abort()
      made?.close()
      setPreview({ player: null, failed: false })
    }
  }, [all, canvas])

  useEffect(() => {
    if (player === null || player.curve === curve) return
    const timer = setTimeout(() => player.setCurve(curve), SETTLE)
    return () => clearTimeout(timer)
  }, [player, curve])

  useEffect(() => {
    if (player === null) return
    let last = performance.now()
    let next = requestAnimationFrame(function tick(now) {
      player.tick(Math.max(0, now - last))
      last = now
      next = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(next)
  }, [player])

  return preview
}

/** Opens all, or none. */
async function openAll(urls: string[], signal: AbortSignal): Promise<OpenClip[]> {
  const tried = await Promise.allSettled(urls.map((url) => openClip(url, signal)))
  const opened = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = tried.find((one) => one.status === 'rejected')
  if (failed === undefined) return opened
  for (const clip of opened) clip.close()
  throw failed.reason
}

function draw(picture: ClipPicture, canvas: HTMLCanvasElement | null): void {
  if (canvas === null) return
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width
    canvas.height = picture.height
  }
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
}
