import type { Role } from '@fashion-shoot/protocol'

/** A photo whose role is wanted. */
type Nameable = {
  /** The file's name. */
  name: string
  /** The role that the person chose, which stays. */
  chosen: Role | undefined
}

/** Words in a file's name that tell its role; where several do, the first line counts. */
const WORDS: [Role, string[]][] = [
  ['model', ['model', 'person', 'portrait', 'woman', 'man']],
  ['garment', ['garment', 'jacket', 'coat', 'dress', 'shirt', 'pants', 'skirt', 'outfit', 'look']],
  [
    'accessory',
    ['accessory', 'accessories', 'bag', 'sunglasses', 'glasses', 'hat', 'shoe', 'jewel', 'jewelry', 'belt'],
  ],
  ['location', ['location', 'street', 'city', 'studio', 'background', 'place', 'room', 'beach']],
  ['style', ['style', 'mood', 'reference']],
]

/** What photos are expected to show when nothing tells: the model first, then what she or he wears. */
const ORDER: Role[] = ['model', 'garment', 'accessory']

/**
 * The role of each photo, in the photos' order: the one that the person chose, else the one that its file name tells, else the
 * first that no other photo has. A shoot has one model: a second is never guessed.
 */
export function guessRoles(photos: Nameable[]): Role[] {
  const roles: (Role | undefined)[] = photos.map(({ chosen }) => chosen)
  const fill = (guess: (photo: Nameable) => Role | undefined) => {
    for (const [index, photo] of photos.entries()) {
      const role = roles[index] ?? guess(photo)
      if (roles[index] === undefined && !(role === 'model' && roles.includes('model'))) roles[index] = role
    }
  }
  fill(({ name }) => roleInName(name))
  fill(() => ORDER.find((role) => !roles.includes(role)) ?? 'garment')
  return roles.map((role) => role ?? 'garment')
}

function roleInName(name: string): Role | undefined {
  const words = name
    .replace(/\.\w+$/, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  return WORDS.find(([, known]) =>
    words.some((word) => known.includes(word) || known.includes(word.replace(/s$/, ''))),
  )?.[0]
}
