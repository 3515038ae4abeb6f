import type { ContentType, Slot } from '@fashion-shoot/protocol'

/** The name under which a person saves what is in a slot: `contact-sheet.png`, `clip-2.mp4`. */
export function slotFileName(slot: Slot, contentType: ContentType): string {
  return `${slot.replaceAll('_', '-')}.${contentType.replace(/^.*\//, '')}`
}
