/** The hero in one garment of the photos, exactly as its photo shows it. */
import { type Answer, answer } from './Answer.ts'
import { nextHero } from './makeHero.ts'
import { listed } from './prose.ts'
import type { Scene } from './Scene.ts'
import type { Wish } from './words/wishes.ts'

/** Without a photo of a garment, what the person wants to see worn is a change of the hero as any other. */
export function dressPerson({ garment, change }: Extract<Wish, { kind: 'dress' }>, scene: Scene): Answer {
  const { position, tools, calls, firstWords } = scene
  const photos = position.shoot?.garments ?? []
  if (photos.length === 0 || !tools.has('try_on_garment'))
    return nextHero(change, firstWords, { position, tools, calls })
  const named = photos.filter(({ fileName }) => hasWordOf(fileName, garment))
  const [photo, ...others] = named.length === 0 ? photos : named
  if (photo === undefined || others.length > 0) {
    const names = listed([photo, ...others].map((each) => `“${each?.fileName}”`))
    return answer('It can be more than one of the photos.', `Which one do you mean: ${names}?`)
  }
  return answer(
    'The garment shall be the one of the photo.',
    `I dress the hero in the ${garment}, exactly as it is in your photo. Pose, place and light stay.`,
    [tools.call('try_on_garment', { garment: photo.assetId })],
  )
}

function hasWordOf(fileName: string, words: string): boolean {
  const name = fileName.toLowerCase()
  return words
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => word.length > 2 && name.includes(word))
}
