import type { ReactNode } from 'react'
import { type PaneGestures, usePaneGestures } from './usePaneGestures.ts'
import type { PaneZoom } from './useZoom.ts'

type ZoomPaneProps = PaneGestures & { zoom: PaneZoom; children: ReactNode }

/** Where a picture lies, and is looked at closer. What lies in it fills the picture's box. */
export function ZoomPane({ zoom: pane, children, ...gestures }: ZoomPaneProps) {
  const aside = usePaneGestures(pane, gestures)
  const { zoom, picture, fits, setPane } = pane
  return (
    <div
      ref={setPane}
      className={`relative size-full touch-none select-none overflow-hidden ${fits ? '' : 'cursor-grab active:cursor-grabbing'}`}
    >
      {zoom && (
        <div
          className="absolute top-1/2 left-1/2"
          style={{
            width: picture.width * zoom.scale,
            height: picture.height * zoom.scale,
            transform: `translate(calc(-50% + ${zoom.x + aside}px), calc(-50% + ${zoom.y}px))`,
          }}
        >
          {children}
        </div>
      )}
    </div>
  )
}
