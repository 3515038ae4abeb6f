import { LOCAL_OWNER, Role } from '@fashion-shoot/protocol'
import { z } from 'zod'

/** What the bucket keeps beside a file: whose it is, and the name under which a person saves it. */
export type FileNote = {
  owner: string
  fileName: string
  /** The session that it is made for; an upload has none. */
  sessionId?: string
  /** Of an upload. */
  photo?: PhotoNote
}

/** What the row of an upload holds besides, so that it can be made anew. Sizes in px. */
const PhotoNote = z.object({
  role: z.nullable(Role),
  width: z.int().positive(),
  height: z.int().positive(),
  createdAt: z.iso.datetime(),
})
export type PhotoNote = z.infer<typeof PhotoNote>

/** A note as the bucket takes it. Its values travel as HTTP headers, hence encoded. */
export function fileNote({ owner, fileName, sessionId, photo }: FileNote): Record<string, string> {
  return {
    owner: encodeURIComponent(owner),
    fileName: encodeURIComponent(fileName),
    ...(sessionId !== undefined && { session: sessionId }),
    ...(photo && { photo: JSON.stringify(photo) }),
  }
}

/** The note beside a file. One from before there were owners is of local mode; one without a name is saved under its key's. */
export function readFileNote({
  customMetadata,
  key,
}: Pick<R2Object, 'customMetadata' | 'key'>): Omit<FileNote, 'photo'> {
  const { owner, fileName, session } = customMetadata ?? {}
  return {
    owner: decodeURIComponent(owner || LOCAL_OWNER),
    fileName: decodeURIComponent(fileName || key.replace(/^.*\//, '')),
    ...(session !== undefined && { sessionId: session }),
  }
}

/** What is noted of an upload; null for other files, and for uploads from before that was noted. */
export function readPhotoNote({ customMetadata }: Pick<R2Object, 'customMetadata'>): PhotoNote | null {
  const note = customMetadata?.photo
  return note === undefined ? null : PhotoNote.parse(JSON.parse(note))
}
