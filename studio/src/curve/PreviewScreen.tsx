import { type RefObject, useSyncExternalStore } from 'react'
import { PreviewControls } from './PreviewControls.tsx'
import type { Playback } from './PreviewPlayer.ts'
import type { CurvePreview } from './useCurvePreview.ts'

type PreviewScreenProps = {
  canvas: RefObject<HTMLCanvasElement | null>
  preview: CurvePreview
  /** Width by height of the clips. */
  ratio: number
}

/** The film as the curve will make it, before it is rendered. */
export function PreviewScreen({ canvas, preview: { player, failed }, ratio }: PreviewScreenProps) {
  return (
    <div className="min-w-0">
      <div
        className="relative mx-auto max-h-[45dvh] max-w-full overflow-hidden rounded-inner bg-well sm:max-h-[56dvh]"
        style={{ aspectRatio: ratio }}
      >
        <canvas ref={canvas} className="size-full object-contain" aria-label="Preview of the film" role="img" />
        {player === null && (
          <p className="absolute inset-0 grid place-items-center p-4 text-center text-soft">
            {failed ? CANNOT : 'Loading the clips…'}
          </p>
        )}
        {player !== null && <Failure player={player} />}
      </div>
      {player === null ? <div className="h-11.5" /> : <PreviewControls player={player} />}
    </div>
  )
}

const CANNOT = 'The clips cannot be played here. The film can be stitched all the same.'

function Failure({ player }: { player: Playback }) {
  const { failed } = useSyncExternalStore(player.subscribe, player.state)
  return (
    failed && <p className="absolute inset-0 grid place-items-center bg-well p-4 text-center text-soft">{CANNOT}</p>
  )
}
