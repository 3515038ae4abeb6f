import type { Role } from '@fashion-shoot/protocol'
import { ProblemError } from '../api/ProblemError.ts'
import { UNREACHABLE } from '../api/problems.ts'

/** What a shoot on the sample photos is to be. */
export const SAMPLE_LINE = 'Confident streetwear editorial, city at dusk'

/** The photos that come with the page, in the order in which the director gets them; `makeSmall.ts` in `samples/` makes them. */
const ROLES: Role[] = ['model', 'garment', 'accessory', 'location']

export const samplePhotoUrl = (role: Role) => `/samples/${role}.webp`

/** @throws ProblemError when one can't be had */
export function fetchSamplePhotos(): Promise<{ role: Role; file: File }[]> {
  return Promise.all(
    ROLES.map(async (role) => {
      const answer = await fetch(samplePhotoUrl(role)).catch(() => undefined)
      if (!answer?.ok) throw new ProblemError(UNREACHABLE)
      return { role, file: new File([await answer.blob()], `${role}.webp`, { type: 'image/webp' }) }
    }),
  )
}
