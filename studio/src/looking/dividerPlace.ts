import type { Size, Zoom } from './zoom.ts'

/** Where the divider of two pictures may stand in their pane, px from its left side: on what is seen of them. */
export function dividerRange(zoom: Zoom, pane: Size, picture: Size): { from: number; to: number } {
  const left = leftOf(zoom, pane, picture)
  return { from: Math.max(0, left), to: Math.min(pane.width, left + picture.width * zoom.scale) }
}

/** px from the pane's foot to that of what is seen of the picture. */
export function footOf(zoom: Zoom, pane: Size, picture: Size): number {
  return Math.max(0, pane.height / 2 - zoom.y - (picture.height * zoom.scale) / 2)
}

/** How much of the picture lies left of the divider, from 0 to 1. */
export function shareBefore(divider: number, zoom: Zoom, pane: Size, picture: Size): number {
  return Math.min(Math.max((divider - leftOf(zoom, pane, picture)) / (picture.width * zoom.scale), 0), 1)
}

function leftOf(zoom: Zoom, pane: Size, picture: Size): number {
  return pane.width / 2 + zoom.x - (picture.width * zoom.scale) / 2
}

/** Where a key moves the divider, from 0 to 1; null for a key that does not. */
export function dividerAfterKey(at: number, key: string, large: boolean): number | null {
  const step = large ? 0.1 : 0.02
  const next = { ArrowLeft: at - step, ArrowRight: at + step, Home: 0, End: 1 }[key]
  return next === undefined ? null : Math.min(Math.max(next, 0), 1)
}
