import { LIMITS, type Role } from '@fashion-shoot/protocol'
import type { PhotoCheck } from './checkPhoto.ts'
import { guessRoles } from './guessRoles.ts'
import type { Judgement } from './judgePixels.ts'

/** A photo on the start page, before the shoot. */
export type Photo = {
  key: string
  file: File
  /** An object URL of the file. */
  preview: string
  role: Role
  /** True when the person chose the role; a guessed one follows what is known of all photos. */
  chosen: boolean
  /** `bad` ones can't be used; `stored` ones are on the server. */
  state: 'checking' | 'ready' | 'bad' | 'uploading' | 'stored'
  /** Why it is bad, and what to do. */
  trouble?: string
  /** What was seen in it. */
  judgement?: Judgement
  /** The stored asset. */
  assetId?: string
}

/** A photo as it comes. */
export type NewPhoto = Pick<Photo, 'key' | 'file' | 'preview'>

export type PhotosAction =
  | { type: 'add'; photos: NewPhoto[] }
  | { type: 'checked'; key: string; check: PhotoCheck }
  | { type: 'mark'; key: string; state: Photo['state']; trouble?: string; assetId?: string }
  | { type: 'role'; key: string; role: Role }
  /** The photo takes the place `to`, from 0, of those that are there. */
  | { type: 'move'; key: string; to: number }
  | { type: 'remove'; key: string }
  /** Their shoot has begun: none is left. */
  | { type: 'begun' }

/** The start page's photos after one more action. */
export function changePhotos(photos: Photo[], action: PhotosAction): Photo[] {
  const changed = change(photos, action)
  // Marks come while photos are sent, each with the role that it has: guessing anew would tell the page what the server doesn't know.
  return action.type === 'mark' ? changed : withGuessedRoles(changed)
}

function change(photos: Photo[], action: PhotosAction): Photo[] {
  switch (action.type) {
    case 'add': {
      const all = [...photos]
      for (const photo of action.photos) all.push(added(all, photo))
      return all
    }
    case 'checked':
      return photos.map((photo) => (photo.key === action.key ? checked(photo, action.check) : photo))
    case 'mark': {
      const { type: _, ...mark } = action
      return photos.map((photo) => (photo.key === action.key ? { ...withoutTrouble(photo), ...mark } : photo))
    }
    case 'role':
      return photos.map((photo) =>
        photo.key === action.key ? { ...withRole(photo, action.role), chosen: true } : photo,
      )
    case 'move':
      return moved(photos, action.key, action.to)
    case 'remove':
      return photos.filter(({ key }) => key !== action.key)
    case 'begun':
      return []
  }
}

function added(photos: Photo[], photo: NewPhoto): Photo {
  const unguessed = { ...photo, role: 'garment', chosen: false } as const
  if (photos.length < LIMITS.references) return { ...unguessed, state: 'checking' }
  const trouble = `A shoot takes ${LIMITS.references} photos at most. Remove this one.`
  return { ...unguessed, state: 'bad', trouble }
}

/** Guesses the roles that the person has not chosen. A photo that can't be used takes none. */
function withGuessedRoles(photos: Photo[]): Photo[] {
  const usable = photos.filter(({ state }) => state !== 'bad')
  const roles = guessRoles(
    usable.map(({ file, role, chosen }) => ({ name: file.name, chosen: chosen ? role : undefined })),
  )
  const guessed = new Map(usable.map(({ key }, index) => [key, roles[index]]))
  return photos.map((photo) => {
    const role = guessed.get(photo.key) ?? photo.role
    return role === photo.role ? photo : withRole(photo, role)
  })
}

/** A photo too many stays one, however good it is; what was seen in it counts also when it is being sent by then. */
function checked(photo: Photo, check: PhotoCheck): Photo {
  if ('trouble' in check) return photo.state === 'checking' ? { ...photo, state: 'bad', trouble: check.trouble } : photo
  return { ...photo, judgement: check, state: photo.state === 'checking' ? 'ready' : photo.state }
}

function moved(photos: Photo[], key: string, to: number): Photo[] {
  const from = photos.findIndex((photo) => photo.key === key)
  const photo = photos[from]
  return photo === undefined ? photos : photos.toSpliced(from, 1).toSpliced(to, 0, photo)
}

/** The role is stored with the file: a stored photo has to go up again. */
function withRole({ assetId: _, ...photo }: Photo, role: Role): Photo {
  return { ...photo, role, state: photo.state === 'stored' ? 'ready' : photo.state }
}

function withoutTrouble({ trouble: _, ...photo }: Photo): Photo {
  return photo
}
