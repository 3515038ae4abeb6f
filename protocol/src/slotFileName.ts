import type { ContentType } from './asset.ts'
import type { Slot } from './vocabulary.ts'

/** How a file of each type is named, without the dot. */
export const FILE_EXTENSIONS: Record<ContentType, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
}

/** What a slot's file is called: `contact_sheet` and a PNG → `contact-sheet.png`, `clip_2` and an MP4 → `clip-2.mp4`. */
export function slotFileName(slot: Slot, contentType: ContentType): string {
  return `${slot.replace('_', '-')}.${FILE_EXTENSIONS[contentType]}`
}
