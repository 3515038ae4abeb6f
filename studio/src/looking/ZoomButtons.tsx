import { IconButton } from '../shared/IconButton.tsx'
import type { PaneZoom } from './useZoom.ts'

/** Closer, further, the whole, and at how many per cent one is. */
export function ZoomButtons({ zoom }: { zoom: PaneZoom }) {
  return (
    <div className="absolute top-2 right-2 flex items-center rounded-card bg-sheet/90 tabular-nums max-sm:hidden">
      <IconButton icon="minus" label="Further" keys="−" disabled={zoom.fits} onClick={zoom.zoomOut} />
      <button
        type="button"
        title={zoom.fits ? 'Look at 100 % (1)' : 'Show the whole (0)'}
        onClick={() => (zoom.fits ? zoom.full() : zoom.fit())}
        className="h-10 min-w-14 rounded-card text-small transition hover:bg-well"
      >
        {zoom.percent} %<span className="sr-only">{zoom.fits ? ', look at 100 %' : ', show the whole'}</span>
      </button>
      <IconButton icon="plus" label="Closer" keys="+" onClick={zoom.zoomIn} />
    </div>
  )
}
