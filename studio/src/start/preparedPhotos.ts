import { changePhotos, type Photo, type PhotosAction } from './photos.ts'

/** The photos of the shoot that is being prepared: they stay while another page is looked at. */
let photos: Photo[] = []
const listeners = new Set<() => void>()

export function preparedPhotos(): Photo[] {
  return photos
}

/** Calls back when they change, until the returned function is called. */
export function onPreparedPhotosChange(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** The memory of a photo that is taken out is given back. */
export function changePreparedPhotos(action: PhotosAction): void {
  const next = changePhotos(photos, action)
  const kept = new Set(next.map(({ key }) => key))
  for (const { key, preview } of photos) if (!kept.has(key)) URL.revokeObjectURL(preview)
  photos = next
  for (const listener of listeners) listener()
}
