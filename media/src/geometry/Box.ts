import type { Size } from './Size.ts'

/** A part of a picture in px. */
export interface Box extends Size {
  left: number
  top: number
}

/** The middle part of `box` of the given size in px. */
export function centred(box: Box, width: number, height: number): Box {
  return {
    left: box.left + ((box.width - width) >> 1),
    top: box.top + ((box.height - height) >> 1),
    width,
    height,
  }
}
