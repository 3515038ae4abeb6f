import { useSyncExternalStore } from 'react'
import { IconButton } from '../shared/IconButton.tsx'
import { framesPerClip } from './filmPlan.ts'
import type { Playback } from './PreviewPlayer.ts'

/** Plays and pauses the preview, and goes to any moment of it. The line is cut where the film is. */
export function PreviewControls({ player }: { player: Playback }) {
  const { frame, playing } = useSyncExternalStore(player.subscribe, player.state)
  const { fps } = player.curve
  const clips = Math.round(player.frames / framesPerClip(player.curve))
  return (
    <div className="mt-1.5 flex items-center gap-2">
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={playing ? 'Pause the preview' : 'Play the preview'}
        onClick={() => (playing ? player.pause() : player.play())}
      />
      <div className="relative min-w-0 grow">
        <input
          type="range"
          aria-label="Time in the film"
          aria-valuetext={`${(frame / fps).toFixed(1)} of ${(player.frames / fps).toFixed(1)} s`}
          min={0}
          max={player.frames - 1}
          value={frame}
          onChange={(event) => player.seek(event.target.valueAsNumber)}
          className="block h-10 w-full accent-ink"
        />
        <div className="pointer-events-none absolute inset-x-2 bottom-1 flex" aria-hidden="true">
          {Array.from({ length: clips }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the places of the clips don't move.
            <span key={index} className="h-1 grow border-outline border-l last:border-r" />
          ))}
        </div>
      </div>
      <span className="w-24 shrink-0 text-right text-soft tabular-nums">
        {(frame / fps).toFixed(1)} / {(player.frames / fps).toFixed(1)} s
      </span>
    </div>
  )
}
