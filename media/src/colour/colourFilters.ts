import type { ClipProbe } from '../probe/probeClip.ts'

const MATRIX_NAMES: Record<string, string> = { bt470bg: 'bt601', smpte170m: 'bt601', bt2020nc: 'bt2020', fcc: 'fcc' }
const HD_HEIGHT = 720

/** The tags that every picture of a film carries, set on all streams alike so that no filter converts between them. */
export const bt709Tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'

/** FFmpeg filters that bring a clip's colours to bt709, limited range, 8-bit 4:2:0; nothing is touched where they are so. */
export function colourFilters({ info }: ClipProbe): string {
  const { matrix, range } = info.colour
  const isFull = range === 'pc' || info.pixelFormat.startsWith('yuvj')
  // An untagged clip is taken as players take it: bt709 from HD on, bt601 below.
  const untagged = info.height >= HD_HEIGHT || info.width >= (HD_HEIGHT * 16) / 9 ? 'bt709' : 'bt601'
  const from = matrix === 'unknown' ? untagged : (MATRIX_NAMES[matrix] ?? 'bt709')
  const convert = from !== 'bt709' || isFull
  const scale = `scale=in_color_matrix=${from}:out_color_matrix=bt709:in_range=${isFull ? 'pc' : 'tv'}:out_range=tv`
  return [...(convert ? [scale] : []), 'format=yuv420p', bt709Tags].join(',')
}
