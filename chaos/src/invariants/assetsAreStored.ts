import type { Evidence } from '../evidence/Evidence.ts'

/** Every asset in the log is in R2, with the size and the hash that the log tells. */
export function assetsAreStored({ replay, files }: Evidence): string[] {
  return replay.flatMap(({ event }) => {
    if (event.type !== 'asset') return []
    const { id, sha256 } = event.asset
    const found = files[id] ?? null
    if (found === sha256) return []
    return [
      found === null ? `The file of ${id} is not in R2.` : `The file of ${id} has the hash ${found}, not ${sha256}.`,
    ]
  })
}
