import { writeTogether } from '../files/writeTogether.ts'
import { damagedPicture, openPicture } from '../probe/openPicture.ts'
import { checkPreview, DEFAULT_WIDTH, encodePreview, type Preview, type PreviewOptions } from './encodePreview.ts'

/**
 * Makes a small WebP of a picture (of an animation's first frame), and a tiny blur of it.
 *
 * @throws MediaError `wrongUse`, `fileNotFound`, `notMedia`, `unsupported`, `damagedFile`, `tooLarge`, `cannotWrite` or `aborted`
 */
export async function previewImage(options: PreviewOptions): Promise<Preview> {
  const { file, out, width = DEFAULT_WIDTH, signal } = options
  await checkPreview({ file, width }, [out])
  const picture = await openPicture(file)
  const { bytes, preview } = await encodePreview(picture.decode(), width, out).catch((error: unknown) => {
    throw damagedPicture(file, error)
  })
  await writeTogether([{ file: out, bytes }], signal)
  return preview
}
