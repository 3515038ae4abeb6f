import type { SheetSpec } from './drawSheet.ts'

/** A sheet that nothing makes hard, at a size that is quick to draw. */
export const plainSheet: SheetSpec = {
  seed: 7,
  set: 'report',
  width: 1024,
  height: 576,
  rows: 2,
  cols: 3,
  gutter: 12,
  margin: 0,
  colour: [255, 255, 255],
}
