import type { Asset, Role } from '@fashion-shoot/protocol'

const ROLE_ORDER: readonly (Role | null)[] = ['model', 'garment', 'accessory', 'location', 'style', null]

const ROLE_WORDS: Record<Role, string> = {
  model: 'the model',
  garment: 'a garment',
  accessory: 'an accessory',
  location: 'the location',
  style: 'a style reference for light and colour only',
}

/** The references in the order in which prompts name them: first who, then what is worn, then where and how. */
export function orderReferences(references: readonly Asset[]): Asset[] {
  return references.toSorted((left, right) => ROLE_ORDER.indexOf(left.role) - ROLE_ORDER.indexOf(right.role))
}

/**
 * One sentence per input picture, by its place and role: `Image 1 is the model. Image 2 is a garment (leather jacket).`
 * `leading` says what the pictures before the references are, in words that follow "is".
 */
export function describeInputs(leading: readonly string[], references: readonly Asset[]): string {
  return [...leading, ...references.map(referenceWords)]
    .map((words, index) => `Image ${index + 1} is ${words}.`)
    .join(' ')
}

function referenceWords({ role, fileName }: Asset): string {
  if (role === null) return 'a further reference'
  const hint = role === 'garment' || role === 'accessory' ? nameHint(fileName) : ''
  return hint === '' ? ROLE_WORDS[role] : `${ROLE_WORDS[role]} (${hint})`
}

/** What a file's name says about its content: `leather-jacket.png` → `leather jacket`; nothing for a camera's `IMG_2031.jpg`. */
function nameHint(fileName: string): string {
  const words = fileName
    .replace(/\.[^.]*$/, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2 && !/^(img|dsc|dscn|pxl|photo|image|screenshot|whatsapp)$/i.test(word))
  return words.slice(0, 4).join(' ').toLowerCase()
}
