import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { slotTitle } from '../shoot/stageWords.ts'
import { type Chapter, chapterAt } from './chapters.ts'
import { SEEK_SECONDS } from './playerKeys.ts'
import type { PlayerStore } from './playerStore.ts'
import { timecode } from './timecode.ts'
import { usePlayerTime } from './usePlayer.ts'

type ScrubberProps = {
  player: PlayerStore
  chapters: Chapter[]
  /** s */
  duration: number
}

/** Where the film is: a line for each clip. Drag it, press it, or use the arrows; Page keys go from clip to clip. */
export function Scrubber({ player, chapters, duration }: ScrubberProps) {
  const time = usePlayerTime(player)
  const line = useRef<HTMLDivElement>(null)
  const parts = chapters.length === 0 ? [{ slot: null, start: 0, end: duration }] : chapters
  const chapter = chapterAt(chapters, time)

  function seekTo(event: PointerEvent) {
    const { left, width } = line.current?.getBoundingClientRect() ?? { left: 0, width: 1 }
    player.seek(((event.clientX - left) / width) * duration)
  }

  function press(event: KeyboardEvent) {
    const target = keyTarget(event.key, time, chapters, duration)
    if (target === null) return
    event.preventDefault()
    event.stopPropagation()
    player.seek(target)
  }

  return (
    <div
      ref={line}
      role="slider"
      tabIndex={0}
      aria-label="Time"
      aria-valuemin={0}
      aria-valuemax={duration}
      aria-valuenow={time}
      aria-valuetext={`${timecode(time)} of ${timecode(duration)}${chapter ? `, ${slotTitle(chapter.slot)}` : ''}`}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        seekTo(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
      className="group flex h-6 cursor-pointer touch-none items-center gap-0.5 rounded-inner"
    >
      {parts.map(({ slot, start, end }) => (
        <span
          key={start}
          title={slot === null ? undefined : slotTitle(slot)}
          className="flex h-full items-center"
          style={{ flexGrow: end - start }}
        >
          <span className="block h-1 w-full overflow-hidden rounded-full bg-white/35 transition-[height] group-hover:h-1.5 group-focus-visible:h-1.5">
            <span
              className="block h-full origin-left bg-white"
              style={{ transform: `scaleX(${Math.min(Math.max((time - start) / (end - start), 0), 1)})` }}
            />
          </span>
        </span>
      ))}
    </div>
  )
}

/** Where a key leads on the scrubber, s; null for one that leads nowhere. */
function keyTarget(key: string, time: number, chapters: Chapter[], duration: number): number | null {
  const starts = [0, ...chapters.map(({ start }) => start)]
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return time - SEEK_SECONDS
    case 'ArrowRight':
    case 'ArrowUp':
      return time + SEEK_SECONDS
    case 'PageUp':
      return starts.find((start) => start > time + 0.001) ?? duration
    case 'PageDown':
      return starts.findLast((start) => start < time - 0.25) ?? 0
    case 'Home':
      return 0
    case 'End':
      return duration
    default:
      return null
  }
}
