import { isSamePicture } from './isSamePicture.ts'
import type { Flaw } from './judgePixels.ts'
import type { Photo } from './photos.ts'

const WORDS: Record<Flaw, string> = {
  dark: 'Very dark: much of it may be lost.',
  plain: 'Almost all one colour: there is little to see in it.',
  blurred: 'Out of focus: its details may be made up.',
}

/** What a person should know of a photo that can be used all the same, in words; of two that are one, the later says it. */
export function photoWarnings(photo: Photo, photos: readonly Photo[]): string[] {
  if (photo.state === 'bad' || photo.judgement === undefined) return []
  const { flaws, fingerprint } = photo.judgement
  const earlier = photos.slice(0, photos.indexOf(photo))
  const same = earlier.find(({ state, judgement }) => {
    const other = judgement?.fingerprint
    return state !== 'bad' && fingerprint !== null && other && isSamePicture(fingerprint, other)
  })
  return [...(same ? [`The same picture as ${same.file.name}.`] : []), ...flaws.map((flaw) => WORDS[flaw])]
}
