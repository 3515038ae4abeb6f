import type { Asset } from '@fashion-shoot/protocol'

/** What the director is told of photos that came with the person's words; empty when none did. */
export function describePhotos(photos: Asset[]): string {
  if (photos.length === 0) return ''
  const lines = photos.map(
    ({ id, role, fileName, width, height }) =>
      `- ${role ?? 'no role given'}: ${fileName} (${width} × ${height} px), asset ${id}`,
  )
  return `<new_reference_photos>\n${lines.join('\n')}\n</new_reference_photos>`
}
