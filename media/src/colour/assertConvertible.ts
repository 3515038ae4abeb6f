import { basename } from 'node:path'
import { MediaError } from '../MediaError.ts'
import type { ClipInfo } from '../probe/mediaInfo.ts'
import { isWide, knownMatrices, linearisable } from './knownColours.ts'

const HINT = 'Convert it to standard range (bt709) first.'

/**
 * Makes sure that a clip's colours can be brought to bt709 as they are.
 *
 * @throws MediaError `unsupported`: HDR, or a matrix or curve that is not known
 */
export function assertConvertible(file: string, { matrix, primaries, transfer }: ClipInfo['colour']): void {
  const refuse = (what: string) => new MediaError('unsupported', `${basename(file)} ${what}.`, HINT)
  if (transfer === 'smpte2084' || transfer === 'arib-std-b67') {
    throw refuse(`is an HDR clip (${transfer}); films are made in standard range`)
  }
  if (matrix !== 'unknown' && !(matrix in knownMatrices)) {
    throw refuse(`has colours by a matrix that is not known here (${matrix})`)
  }
  if (isWide(primaries) && transfer !== 'unknown' && !linearisable.has(transfer)) {
    throw refuse(`has wide colours (${primaries}) by a curve that is not known here (${transfer})`)
  }
}
