import { type PlayerStore, SPEEDS } from './playerStore.ts'

/** s that an arrow moves on the scrubber */
export const SEEK_SECONDS = 0.5

/** The keys of a player, where nothing else takes them. */
const KEYS: Record<string, (player: PlayerStore) => void> = {
  ' ': (player) => player.toggle(),
  k: (player) => player.toggle(),
  ',': (player) => player.step(-1),
  '.': (player) => player.step(1),
  l: (player) => player.toggleLoop(),
  '<': (player) => player.setSpeed(nextSpeed(player.state().speed, -1)),
  '>': (player) => player.setSpeed(nextSpeed(player.state().speed, 1)),
}

/** Does what the key stands for; false when it stands for nothing here, or when a control has its own use for it. */
export function pressPlayerKey(player: PlayerStore, { key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false
  if (key === ' ' && target instanceof Element && target.closest('button, a, select') !== null) return false
  const press = KEYS[key.toLowerCase()]
  press?.(player)
  return press !== undefined
}

function nextSpeed(speed: number, step: 1 | -1): number {
  return SPEEDS[SPEEDS.indexOf(speed) + step] ?? speed
}
