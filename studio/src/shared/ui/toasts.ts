/** One message that something has happened, and the way back if there is one; `gone` is called when it is not to be seen any more. */
export type Toast = { id: number; words: string; undo: (() => void) | undefined; gone: (() => void) | undefined }

let shown: Toast[] = []
let count = 0
const listeners = new Set<() => void>()

function set(next: Toast[]) {
  shown = next
  for (const listener of listeners) listener()
}

/**
 * Tells what has happened at the foot of the window, for some seconds. With `undo`, a button takes it back; `gone` comes after that, or
 * when it is too late for it.
 */
export function showToast(words: string, undo?: () => void, gone?: () => void): void {
  count += 1
  set([...shown, { id: count, words, undo, gone }])
}

export function dismissToast(id: number): void {
  const toast = shown.find((one) => one.id === id)
  set(shown.filter((one) => one !== toast))
  toast?.gone?.()
}

/** The toasts to be seen, oldest first. */
export function currentToasts(): Toast[] {
  return shown
}

/** Calls back when a toast comes or goes, until the returned function is called. */
export function onToastsChange(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
