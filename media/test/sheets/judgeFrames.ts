import type { DrawnSheet } from './drawSheet.ts'

/** Boxes in px of the sheet turned back by `rotation` degrees about its middle. */
export interface Cropped {
  frames: readonly { left: number; top: number; width: number; height: number }[]
  rotation?: number
}

/** Px that a frame may lose at an edge of a sheet of 2048 px; in proportion on larger ones. */
const MOST_LOST = 12
/** Turning blends neighbouring pixels, so an edge is known to this many px. */
const TURNED_SLACK = 1

/** Says what is wrong with the frames of a drawn sheet, in words; nothing if they are clean. */
export function judgeFrames(sheet: DrawnSheet, { frames, rotation = 0 }: Cropped): string | undefined {
  if (frames.length !== sheet.cells.length) return `${frames.length} frames of ${sheet.cells.length}`
  const most = (MOST_LOST * Math.max(2048, sheet.width)) / 2048
  const turned = sheet.rotation !== 0 || rotation !== 0
  const faults = frames.flatMap((frame, i) => {
    const whole = sheet.cells[i] ?? frame
    const corners = [
      [frame.left, frame.top],
      [frame.left + frame.width, frame.top],
      [frame.left + frame.width, frame.top + frame.height],
      [frame.left, frame.top + frame.height],
    ].map(([x = 0, y = 0]) => turn(x, y, rotation - sheet.rotation, sheet))
    const cell = turned ? visiblePart(whole, sheet) : whole
    const slack = turned ? TURNED_SLACK : 0
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
    const near = [
      Math.min(...xs) - cell.left,
      Math.min(...ys) - cell.top,
      cell.left + cell.width - Math.max(...xs),
      cell.top + cell.height - Math.max(...ys),
    ]
    const far = [
      Math.max(xs[0] ?? 0, xs[3] ?? 0) - cell.left,
      Math.max(ys[0] ?? 0, ys[1] ?? 0) - cell.top,
      cell.left + cell.width - Math.min(xs[1] ?? 0, xs[2] ?? 0),
      cell.top + cell.height - Math.min(ys[2] ?? 0, ys[3] ?? 0),
    ]
    const round = (numbers: number[]) => numbers.map((each) => Math.round(each * 10) / 10).join(' ')
    if (Math.min(...near) < -slack) return `frame ${i + 1} holds what is not picture (${round(near)})`
    if (Math.max(...far) > most + slack) return `frame ${i + 1} lost too much (${round(far)})`
    if (corners.some(([x, y]) => isInCorner(x - whole.left, y - whole.top, whole, sheet.radius, slack)))
      return `frame ${i + 1} holds a corner (${round(near)})`
    return []
  })
  return faults[0]
}

/** Of a turned sheet, the part of a cell that the sheet still shows along the whole of each side. */
function visiblePart(cell: DrawnSheet['cells'][number], sheet: DrawnSheet) {
  const { width, height } = sheet
  const at = (x: number, y: number) => turn(x, y, -sheet.rotation, sheet)
  const slope = Math.tan((sheet.rotation * Math.PI) / 180)
  const [topLeft, topRight, bottomLeft] = [at(0, 0), at(width, 0), at(0, height)]
  // The sheet's own edges, as lines in the picture that is turned back.
  const top = (x: number) => topLeft[1] - (x - topLeft[0]) * slope
  const bottom = (x: number) => bottomLeft[1] - (x - bottomLeft[0]) * slope
  const left = (y: number) => topLeft[0] + (y - topLeft[1]) * slope
  const right = (y: number) => topRight[0] + (y - topRight[1]) * slope
  const [x0, x1, y0, y1] = [cell.left, cell.left + cell.width, cell.top, cell.top + cell.height]
  const from = { x: Math.max(x0, left(y0), left(y1)), y: Math.max(y0, top(x0), top(x1)) }
  const to = { x: Math.min(x1, right(y0), right(y1)), y: Math.min(y1, bottom(x0), bottom(x1)) }
  return { left: from.x, top: from.y, width: to.x - from.x, height: to.y - from.y }
}

function isInCorner(x: number, y: number, cell: { width: number; height: number }, radius: number, slack: number) {
  const dx = Math.max(radius - x, x - (cell.width - radius))
  const dy = Math.max(radius - y, y - (cell.height - radius))
  return dx > 0 && dy > 0 && Math.hypot(dx, dy) > radius + slack + 0.5
}

/** Turns a point clockwise about the middle of the sheet. */
function turn(x: number, y: number, degrees: number, { width, height }: DrawnSheet): [number, number] {
  const angle = (degrees * Math.PI) / 180
  const [dx, dy] = [x - width / 2, y - height / 2]
  return [
    width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle),
    height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle),
  ]
}
