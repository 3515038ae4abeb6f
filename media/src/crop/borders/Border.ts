/** One end of a border: how much the lines outside of it differ from the gutter, 0 to 1. */
export interface BorderEnd {
  /** Just outside. */
  near: number
  /** A little further on. A picture's edge differs at once as much as it does then; a shape on a backdrop begins small. */
  far: number
}

/** What may divide two pictures: a band of lines (`end` is the last), or a break between two lines (`end` is `start` − 1). */
export interface Border {
  kind: 'band' | 'break'
  /** First and last line, in px. */
  start: number
  end: number
  /** A line of the gutter itself. */
  core: number
  /** How clear it is, 0 to 1. */
  clearness: number
  low: BorderEnd
  high: BorderEnd
  /** Brightness steps (of 255) within which the gutter keeps its colour. */
  tolerance: number
  /** It lies between two keylines. */
  keylined?: boolean
}

const LEAST_NEAR = 0.15
const SHARP = 0.7

/** Whether a picture's edge shows at this end. */
export const isCertain = ({ near, far }: BorderEnd) => near >= LEAST_NEAR && near >= SHARP * far

/** In px. */
export const widthOf = ({ start, end }: Border) => end - start + 1

/** The larger side of a sheet, in px, to which all lengths in px are stated. */
const STATED_SIDE = 2048

/** Px of a sheet per px of one of 2048 px. Smaller sheets have hairlines too, so it is never less than 1. */
export const sheetScale = (width: number, height: number) => Math.max(1, Math.max(width, height) / STATED_SIDE)
