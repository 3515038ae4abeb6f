import type { Evidence } from '../evidence/Evidence.ts'

/** Every turn has ended: each has its beginning and then its end in the log, one after the other, and none is still running. */
export function turnsAreOver({ replay, tables, view, session }: Evidence): string[] {
  const wrong = tables.turns.flatMap(({ id, state }) => (state === 'over' ? [] : [`The turn ${id} is ${state}.`]))
  let running: string | null = null
  let begun = 0
  for (const { seq, event } of replay) {
    if (event.type === 'session_init') {
      if (running !== null) wrong.push(`The turn ${running} had not ended when ${event.turnId} began, at event ${seq}.`)
      running = event.turnId
      begun += 1
    }
    if (event.type !== 'complete') continue
    if (running === null) wrong.push(`At event ${seq} a turn ended that had not begun.`)
    running = null
  }
  if (running !== null) wrong.push(`The turn ${running} has no end.`)
  if (begun !== tables.turns.length) wrong.push(`${begun} turns are in the log, ${tables.turns.length} in the table.`)
  if (view.running || session.running) wrong.push('The session says that it is running.')
  return wrong
}
