/** @module The arithmetic of looking closer. A picture lies in a pane, its centre off the pane's by some px of the page. */

export type Size = { width: number; height: number }
export type Point = { x: number; y: number }

/** How a picture lies in its pane: px of the page for one px of the picture, and its centre from the pane's centre, px of the page. */
export type Zoom = { scale: number } & Point

/** How far beyond 100 % one can go. */
const CLOSEST = 8

/** The whole picture, as large as the pane allows. */
export function fitted(pane: Size, picture: Size): Zoom {
  return { scale: Math.min(pane.width / picture.width, pane.height / picture.height), x: 0, y: 0 }
}

/** px of the page at which one px of the picture takes exactly one of the screen: what 100 % means. */
export function fullScale(pixelRatio: number): number {
  return 1 / pixelRatio
}

/**
 * Another scale, such that what lies under the point, px from the pane's centre, stays there. It goes no further out than the whole
 * picture, no closer than 800 %, and never leaves a gap at a side beyond which the picture goes on.
 */
export function zoomedTo(zoom: Zoom, scale: number, at: Point, pane: Size, picture: Size, pixelRatio: number): Zoom {
  const least = fitted(pane, picture).scale
  const most = Math.max(least, CLOSEST * fullScale(pixelRatio))
  const bounded = Math.min(Math.max(scale, least), most)
  const grown = bounded / zoom.scale
  return within({ scale: bounded, x: at.x - (at.x - zoom.x) * grown, y: at.y - (at.y - zoom.y) * grown }, pane, picture)
}

/** Moved by some px of the page, as far as there is picture to see. */
export function moved(zoom: Zoom, by: Point, pane: Size, picture: Size): Zoom {
  return within({ scale: zoom.scale, x: zoom.x + by.x, y: zoom.y + by.y }, pane, picture)
}

/** True when the whole picture is seen. */
export function isFitted(zoom: Zoom, pane: Size, picture: Size): boolean {
  return zoom.scale <= fitted(pane, picture).scale * 1.001
}

function within(zoom: Zoom, pane: Size, picture: Size): Zoom {
  const beyond = (side: 'width' | 'height') => Math.max(0, (picture[side] * zoom.scale - pane[side]) / 2)
  return {
    scale: zoom.scale,
    x: clamp(zoom.x, beyond('width')),
    y: clamp(zoom.y, beyond('height')),
  }
}

/** Without a negative zero, which is another value to React. */
function clamp(value: number, limit: number): number {
  return Math.min(Math.max(value, -limit), limit) + 0
}
