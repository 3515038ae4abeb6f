type Press = Pick<
  KeyboardEvent,
  'key' | 'defaultPrevented' | 'repeat' | 'isComposing' | 'ctrlKey' | 'metaKey' | 'altKey'
>

/** Where a key was pressed. */
export type PressedAt = {
  /** Keys are words there, or belong to what has the focus. */
  inField: boolean
  /** Enter and the space bar do something there. */
  onPressable: boolean
  /** Something is asked before anything else on the page. */
  behindDialog: boolean
}

/** Which of `keys` a press is as a shortcut of the page, letters in lower case; null where it means something else, or nothing. */
export function shortcutOf(press: Press, at: PressedAt, keys: readonly string[], charactersOn: boolean): string | null {
  const isCharacter = press.key.length === 1
  const key = isCharacter ? press.key.toLowerCase() : press.key
  if (!keys.includes(key) || (isCharacter && !charactersOn)) return null
  if (press.defaultPrevented || press.repeat || press.isComposing) return null
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (at.inField || at.behindDialog) return null
  return (key === 'Enter' || key === ' ') && at.onPressable ? null : key
}
