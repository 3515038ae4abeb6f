import { useSyncExternalStore } from 'react'
import type { PhotoCheck } from './checkPhoto.ts'
import type { NewPhoto, Photo, PhotosAction } from './photos.ts'
import { changePreparedPhotos, onPreparedPhotosChange, preparedPhotos } from './preparedPhotos.ts'

export type Photos = {
  photos: Photo[]
  /** Takes files in, and checks each. */
  add(files: Iterable<File>): NewPhoto[]
  remove(photo: Photo): void
  change(action: PhotosAction): void
}

/** The photos of the shoot that is being prepared. */
export function usePhotos(): Photos {
  const photos = useSyncExternalStore(onPreparedPhotosChange, preparedPhotos)

  async function check(key: string, file: File) {
    changePreparedPhotos({ type: 'checked', key, check: await look(file) })
  }

  return {
    photos,
    change: changePreparedPhotos,
    add(files) {
      const added = [...files].map((file) => ({ key: crypto.randomUUID(), file, preview: URL.createObjectURL(file) }))
      changePreparedPhotos({ type: 'add', photos: added })
      for (const { key, file } of added) void check(key, file)
      return added
    },
    remove({ key }) {
      changePreparedPhotos({ type: 'remove', key })
    },
  }
}

/** What looks at photos is loaded with the first of them. Where it can't be had, the server alone looks at them. */
async function look(file: File): Promise<PhotoCheck> {
  try {
    const [{ checkPhoto }, { decodePhoto }] = await Promise.all([import('./checkPhoto.ts'), import('./decodePhoto.ts')])
    return await checkPhoto(file, decodePhoto)
  } catch {
    return { flaws: [], fingerprint: null }
  }
}
