/** Matrices by FFmpeg's name in a stream, and what its filter scale calls them. RGB needs none. */
export const knownMatrices: Record<string, string> = {
  bt709: 'bt709',
  bt470bg: 'bt601',
  smpte170m: 'bt601',
  smpte240m: 'smpte240m',
  fcc: 'fcc',
  bt2020nc: 'bt2020',
  gbr: 'bt709',
}

/** Transfer curves that FFmpeg's filter colorspace can turn to light and back. */
export const linearisable: ReadonlySet<string> = new Set([
  'bt709',
  'bt470m',
  'bt470bg',
  'smpte170m',
  'smpte240m',
  'iec61966-2-1',
  'iec61966-2-4',
  'bt2020-10',
  'bt2020-12',
])

/** True for primaries that reach so far beyond bt709's that colours look dull when they are taken for them: BT.2020 and P3. */
export function isWide(primaries: string): boolean {
  return primaries === 'bt2020' || primaries === 'smpte431' || primaries === 'smpte432'
}
