import { useReducer } from 'react'
import { checkPhoto, measurePhoto } from './checkPhoto.ts'
import { changePhotos, type Photo, type PhotosAction } from './photos.ts'

export type Photos = {
  photos: Photo[]
  /** Takes files in, and checks each. */
  add(files: Iterable<File>): void
  remove(photo: Photo): void
  change(action: PhotosAction): void
}

/** The photos of the shoot that is being prepared. */
export function usePhotos(): Photos {
  const [photos, change] = useReducer(changePhotos, [])

  async function check(key: string, file: File) {
    change({ type: 'checked', key, trouble: await checkPhoto(file, measurePhoto) })
  }

  return {
    photos,
    change,
    add(files) {
      const added = [...files].map((file) => ({ key: crypto.randomUUID(), file, preview: URL.createObjectURL(file) }))
      change({ type: 'add', photos: added })
      for (const { key, file } of added) void check(key, file)
    },
    remove(photo) {
      URL.revokeObjectURL(photo.preview)
      change({ type: 'remove', key: photo.key })
    },
  }
}
