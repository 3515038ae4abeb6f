import { LIMITS, type Role } from '@fashion-shoot/protocol'

/** A photo on the start page, before the shoot. */
export type Photo = {
  key: string
  file: File
  /** An object URL of the file. */
  preview: string
  role: Role
  /** `bad` ones can't be used; `stored` ones are on the server. */
  state: 'checking' | 'ready' | 'bad' | 'uploading' | 'stored'
  /** Why it is bad, and what to do. */
  trouble?: string
  /** The stored asset. */
  assetId?: string
}

export type PhotosAction =
  | { type: 'add'; photos: { key: string; file: File; preview: string }[] }
  /** The check is over; `trouble` is why the photo can't be used. */
  | { type: 'checked'; key: string; trouble: string | null }
  | { type: 'mark'; key: string; state: Photo['state']; trouble?: string; assetId?: string }
  | { type: 'role'; key: string; role: Role }
  | { type: 'remove'; key: string }

/** The start page's photos after one more action. */
export function changePhotos(photos: Photo[], action: PhotosAction): Photo[] {
  switch (action.type) {
    case 'add': {
      const all = [...photos]
      for (const photo of action.photos) all.push(added(all, photo))
      return all
    }
    case 'checked':
      return photos.map((photo) => (photo.key === action.key ? checked(photo, action.trouble) : photo))
    case 'mark': {
      const { type: _, ...change } = action
      return photos.map((photo) => (photo.key === action.key ? { ...withoutTrouble(photo), ...change } : photo))
    }
    case 'role':
      return photos.map((photo) => (photo.key === action.key ? withRole(photo, action.role) : photo))
    case 'remove':
      return photos.filter(({ key }) => key !== action.key)
  }
}

function added(photos: Photo[], photo: { key: string; file: File; preview: string }): Photo {
  const role = guessRole(photos)
  if (photos.length < LIMITS.references) return { ...photo, role, state: 'checking' }
  const trouble = `A shoot takes ${LIMITS.references} photos at most. Remove this one.`
  return { ...photo, role, state: 'bad', trouble }
}

/** The first photo shows the model, the next the garment, then an accessory; what follows is more garments. */
export function guessRole(photos: { role: Role }[]): Role {
  const order: Role[] = ['model', 'garment', 'accessory']
  return order.find((role) => photos.every((photo) => photo.role !== role)) ?? 'garment'
}

/** A photo too many stays one, however good it is. */
function checked(photo: Photo, trouble: string | null): Photo {
  if (photo.state !== 'checking') return photo
  return trouble === null ? { ...photo, state: 'ready' } : { ...photo, state: 'bad', trouble }
}

/** The role is stored with the file: a stored photo has to go up again. */
function withRole({ assetId: _, ...photo }: Photo, role: Role): Photo {
  return { ...photo, role, state: photo.state === 'stored' ? 'ready' : photo.state }
}

function withoutTrouble({ trouble: _, ...photo }: Photo): Photo {
  return photo
}
