import type { ClipProbe } from '../probe/probeClip.ts'
import { isWide, knownMatrices, linearisable } from './knownColours.ts'

const HD_HEIGHT = 720

/** The tags that every picture of a film carries, set on all streams alike so that no filter converts between them. */
export const bt709Tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'

/** FFmpeg filters that bring a clip's colours to bt709, limited range, 8-bit 4:2:0; nothing is touched where they are so. */
export function colourFilters(clip: ClipProbe): string {
  const { info } = clip
  const { matrix, range } = info.colour
  const isFull = range === 'pc' || info.pixelFormat.startsWith('yuvj')
  // An untagged clip is taken as players take it: bt709 from HD on, bt601 below.
  const untagged = info.height >= HD_HEIGHT || info.width >= (HD_HEIGHT * 16) / 9 ? 'bt709' : 'bt601'
  const from = matrix === 'unknown' ? untagged : (knownMatrices[matrix] ?? 'bt709')
  const convert = from !== 'bt709' || isFull
  const scale = `scale=in_color_matrix=${from}:out_color_matrix=bt709:in_range=${isFull ? 'pc' : 'tv'}:out_range=tv`
  return [...(convert ? [scale] : []), ...gamutFilters(clip), 'format=yuv420p', bt709Tags].join(',')
}

/** Filters that bring wider primaries to bt709's; the matrix and the range are so already. */
function gamutFilters({ info, storedWidth, storedHeight }: ClipProbe): string[] {
  const { primaries, transfer } = info.colour
  const curve = transfer === 'unknown' ? 'bt709' : transfer
  if (!isWide(primaries) || !linearisable.has(curve)) return []
  const from = `ispace=bt709:irange=tv:iprimaries=${primaries}:itrc=${curve}`
  const filters = ['format=yuv420p10', `colorspace=${from}:all=bt709:format=yuv420p`]
  if (storedWidth % 2 === 0 && storedHeight % 2 === 0) return filters
  // The filter knows even sizes only.
  return ['pad=ceil(iw/2)*2:ceil(ih/2)*2', ...filters, `crop=${storedWidth}:${storedHeight}:0:0:exact=1`]
}
