import { useReducer } from 'react'
import { checkPhoto } from './checkPhoto.ts'
import { decodePhoto } from './decodePhoto.ts'
import { changePhotos, type NewPhoto, type Photo, type PhotosAction } from './photos.ts'

export type Photos = {
  photos: Photo[]
  /** Takes files in, and checks each. */
  add(files: Iterable<File>): NewPhoto[]
  remove(photo: Photo): void
  change(action: PhotosAction): void
}

/** The photos of the shoot that is being prepared. */
export function usePhotos(): Photos {
  const [photos, change] = useReducer(changePhotos, [])

  async function check(key: string, file: File) {
    change({ type: 'checked', key, check: await checkPhoto(file, decodePhoto) })
  }

  return {
    photos,
    change,
    add(files) {
      const added = [...files].map((file) => ({ key: crypto.randomUUID(), file, preview: URL.createObjectURL(file) }))
      change({ type: 'add', photos: added })
      for (const { key, file } of added) void check(key, file)
      return added
    },
    remove(photo) {
      URL.revokeObjectURL(photo.preview)
      change({ type: 'remove', key: photo.key })
    },
  }
}
