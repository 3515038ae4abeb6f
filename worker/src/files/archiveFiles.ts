import {
  type Asset,
  activeAsset,
  FILE_EXTENSIONS,
  type Manifest,
  type SessionView,
  SLOTS,
  slotFileName,
} from '@fashion-shoot/protocol'
import { cutText } from '../cutText.ts'

/** Characters of a person's file name that are kept. */
const NAME_LENGTH = 80

/**
 * What a shoot's archive holds, and under which names: active versions as `shoot` saves them into a folder, photos in `references/` by
 * their number and name, and where all is wanted earlier versions in `versions/`.
 */
export function archiveFiles(view: SessionView, isAllWanted: boolean): Manifest['files'] {
  const active = SLOTS.flatMap((slot) => {
    const asset = activeAsset(view, slot)
    return asset === undefined ? [] : [{ file: slotFileName(slot, asset.contentType), asset }]
  })
  const references = view.references.flatMap((id, index) => {
    const asset = view.assets[id]
    return asset === undefined ? [] : [{ file: `references/${referenceFileName(asset, index + 1)}`, asset }]
  })
  const versions = SLOTS.flatMap((slot) => {
    const { versions: ids, activeId } = view.slots[slot] ?? { versions: [], activeId: null }
    return ids.flatMap((id) => {
      const asset = id === activeId ? undefined : view.assets[id]
      if (asset === undefined) return []
      const file = slotFileName(slot, asset.contentType).replace(/(?=\.\w+$)/, `-v${asset.version}`)
      return [{ file: `versions/${file}`, asset }]
    })
  })
  return [...active, ...references, ...(isAllWanted ? versions : [])]
}

/** `01-red coat.jpg`: no two alike, in their order, and with nothing in it that leads out of a folder or that a file system refuses. */
function referenceFileName({ fileName, contentType }: Asset, number: number): string {
  // Control characters, those among them that turn the direction of text round and so can hide what a file is, and signs of paths.
  const plain = fileName.replace(/\.\w+$/, '').replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069/\\:*?"<>|]/gu, '_')
  const stem = cutText(plain, NAME_LENGTH).trim()
  return `${String(number).padStart(2, '0')}-${stem.replace(/\.+$/, '') || 'photo'}.${FILE_EXTENSIONS[contentType]}`
}
