import type { Role } from '@fashion-shoot/protocol'
import { ProblemError } from '../api/ProblemError.ts'
import { UNREACHABLE } from '../api/problems.ts'

/** The photos that come with the page, in the order in which the director gets them; `makeSmall.ts` in `samples/` makes them. */
const ROLES: Role[] = ['model', 'garment']

/** All that were had, over all tries. */
const had = new WeakSet<File>()

export const samplePhotoUrl = (role: Role) => `/samples/${role}.webp`

/** @throws ProblemError when one can't be had */
export function fetchSamplePhotos(): Promise<{ role: Role; file: File }[]> {
  return Promise.all(
    ROLES.map(async (role) => {
      const answer = await fetch(samplePhotoUrl(role)).catch(() => undefined)
      if (!answer?.ok) throw new ProblemError(UNREACHABLE)
      const file = new File([await answer.blob()], `${role}.webp`, { type: 'image/webp' })
      had.add(file)
      return { role, file }
    }),
  )
}

/** True of a photo that came with the page. */
export function isSamplePhoto(file: File): boolean {
  return had.has(file)
}
