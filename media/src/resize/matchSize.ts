import { writeWhole } from '../files/writeWhole.ts'
import { MediaError } from '../MediaError.ts'
import { damagedPicture, openPicture } from '../probe/openPicture.ts'

export interface MatchSizeOptions {
  file: string
  /** Path of the PNG. */
  out: string
  /** px, both even. */
  width: number
  height: number
}

/**
 * Brings one picture to the size of a set that it belongs to: scaled so that it fills the size, what sticks out trimmed evenly on both
 * sides. An upright PNG, sRGB, 8 bits.
 *
 * @throws MediaError `wrongUse`, `fileNotFound`, `notMedia`, `damagedFile`, `tooLarge` or `cannotWrite`
 */
export async function matchSize({ file, out, width, height }: MatchSizeOptions): Promise<string> {
  for (const side of [width, height]) {
    if (Number.isInteger(side) && side > 0 && side % 2 === 0) continue
    throw new MediaError('wrongUse', `${width}×${height} is not the size of a frame.`, 'Use even numbers of px.')
  }
  const picture = await openPicture(file)
  const resized = picture.decode().resize(width, height, { fit: 'cover' }).toColourspace('srgb').png()
  const bytes = await resized.toBuffer().catch((error: unknown) => {
    throw damagedPicture(file, error)
  })
  return writeWhole(out, bytes)
}
