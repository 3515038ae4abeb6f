import { KeptWords } from '../shared/KeptWords.ts'

const NAME = 'character-keys'
const kept = new KeptWords(() => localStorage)

/**
 * Whether a key that is a character is a shortcut of the page. Who speaks to the computer, or presses keys by chance, can switch that off
 * (https://www.w3.org/TR/WCAG22/#character-key-shortcuts); this browser remembers it.
 */
export function areCharacterKeysOn(): boolean {
  return kept.read(NAME) !== 'off'
}

export function switchCharacterKeys(on: boolean): void {
  kept.write(NAME, on ? '' : 'off')
}
