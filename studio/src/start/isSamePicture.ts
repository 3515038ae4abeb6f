/** Bits of the fingerprint's 256 that two copies of one picture may differ by, as scaled or compressed again. */
const SAME = 12

/** True when both fingerprints are of one picture, also if one was scaled or compressed. */
export function isSamePicture(a: Uint8Array, b: Uint8Array): boolean {
  let different = 0
  for (const [index, bit] of a.entries()) if (bit !== b[index]) different += 1
  return different <= SAME
}
