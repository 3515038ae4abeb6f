import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Asset } from '@fashion-shoot/protocol'

const RECORDING = new URL('../src/sample/recording/', import.meta.url)
const SAMPLES = new URL('../../samples/', import.meta.url)

/**
 * The file that shows a fixture: what the sample shoot has in the same slot, or the photo of the same role; its first version where it has
 * fewer.
 */
export function fixtureFile({ slot, role, version }: Pick<Asset, 'slot' | 'role' | 'version'>): {
  path: string
  contentType: string
} {
  const isVideo = slot === 'film' || slot?.startsWith('clip')
  const named = (n: number) => {
    const name = `${(slot ?? role ?? '').replace('_', '-')}-v${n}.${isVideo ? 'mp4' : 'webp'}`
    return fileURLToPath(new URL(name, RECORDING))
  }
  const path = [named(version), named(1)].find((one) => existsSync(one))
  if (path === undefined) return { path: fileURLToPath(new URL(`${role}.png`, SAMPLES)), contentType: 'image/png' }
  return { path, contentType: isVideo ? 'video/mp4' : 'image/webp' }
}
