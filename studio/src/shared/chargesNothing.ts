import type { Health } from '@fashion-shoot/protocol'

/** True when every part that charges is a stand-in: what a shoot has cost is then no more than the list price. */
export function chargesNothing(health: Health | null): boolean {
  if (health === null) return false
  const { director, images, clips } = health.parts
  return [director, images, clips].every(({ mode }) => mode === 'demo')
}
