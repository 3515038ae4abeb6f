import { resolve } from 'node:path'
import { refuseOutputOverInput } from '../files/refuseOutputOverInput.ts'
import { writeTogether } from '../files/writeTogether.ts'
import { MediaError } from '../MediaError.ts'
import { damagedPicture, openPicture } from '../probe/openPicture.ts'

export interface MatchSizeOptions {
  file: string
  /** Path of the PNG. */
  out: string
  /** px, both even. */
  width: number
  height: number
  signal?: AbortSignal | undefined
}

/**
 * Brings one picture to the size of a set that it belongs to: scaled so that it fills the size, what sticks out trimmed evenly on both
 * sides. An upright PNG, sRGB, 8 bits.
 *
 * @throws MediaError `wrongUse`, `fileNotFound`, `notMedia`, `damagedFile`, `tooLarge`, `cannotWrite` or `aborted`
 */
export async function matchSize({ file, out, width, height, signal }: MatchSizeOptions): Promise<string> {
  for (const side of [width, height]) {
    if (Number.isInteger(side) && side > 0 && side % 2 === 0) continue
    throw new MediaError('wrongUse', `${width}×${height} is not the size of a frame.`, 'Use even numbers of px.')
  }
  await refuseOutputOverInput([out], [file])
  const picture = await openPicture(file)
  const resized = picture.decode().resize(width, height, { fit: 'cover' }).toColourspace('srgb').png()
  const bytes = await resized.toBuffer().catch((error: unknown) => {
    throw damagedPicture(file, error)
  })
  await writeTogether([{ file: out, bytes }], signal)
  return resolve(out)
}
