import type { Picture } from '../probe/openPicture.ts'

/** While the person is looked for in one picture, which keeps this thread, others are decoded and encoded. */
const MOST = 3
/** Bytes that pictures may take together: three 4K AVIFs, or three pictures of 40 megapixels of another kind. One may take more alone. */
const SHARED_BYTES = 720e6
/** Bytes for each pixel of a picture that is decoded, cut and encoded, its decoder included. */
const PIXEL_BYTES = { avif: 20, other: 6 }

/** How many of these pictures, whichever, may be in work at the same time. */
export function picturesAtOnce(pictures: readonly Pick<Picture, 'format' | 'metadata'>[]): number {
  const largest = pictures.map(bytesOf).sort((a, b) => b - a)
  let count = 0
  for (let bytes = 0; count < MOST; count++) {
    bytes += largest[count] ?? 0
    if (bytes > SHARED_BYTES) break
  }
  return Math.max(1, count)
}

function bytesOf({ format, metadata: { width, height } }: Pick<Picture, 'format' | 'metadata'>): number {
  return width * height * (format === 'avif' ? PIXEL_BYTES.avif : PIXEL_BYTES.other)
}
