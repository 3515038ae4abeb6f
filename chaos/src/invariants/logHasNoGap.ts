import type { LoggedEvent } from '@fashion-shoot/protocol'
import type { Evidence } from '../evidence/Evidence.ts'

/** Events whose words a later event says anew, so that the log need not keep them (`protocol/src/Folding.ts`). */
const FOLDED = ['text_delta', 'message_type_hint', 'progress']

/**
 * The log has no gap and no duplicate. Numbers go upwards and an event never changes; a number that the whole log does not have
 * belonged to an event that was folded; nothing happened twice: no turn began or ended twice, no asset came twice, no job made two
 * assets, no tool was called or came back twice, and no checkpoint was decided twice.
 */
export function logHasNoGap({ tabs, replay }: Evidence): string[] {
  const seen = new Map<number, LoggedEvent>()
  const wrong = tabs.flatMap(({ troubles }) => troubles)
  for (const { events } of tabs) for (const [seq, logged] of events) seen.set(seq, logged)
  const kept = new Map(replay.map((logged) => [logged.seq, logged]))
  const last = replay.at(-1)?.seq ?? 0
  for (let seq = 1; seq <= last; seq++) {
    const heard = seen.get(seq)
    const stored = kept.get(seq)
    if (stored !== undefined && heard !== undefined && JSON.stringify(stored) !== JSON.stringify(heard)) {
      wrong.push(`Event ${seq} is ${JSON.stringify(stored.event)}, but a tab got ${JSON.stringify(heard.event)}.`)
    }
    if (stored === undefined && heard !== undefined && !FOLDED.includes(heard.event.type)) {
      wrong.push(`Event ${seq} has gone from the log: ${JSON.stringify(heard.event)}.`)
    }
    if (stored !== undefined && heard === undefined)
      wrong.push(`No tab got event ${seq}: ${JSON.stringify(stored.event)}.`)
  }
  return [...wrong, ...twice(replay)]
}

function twice(replay: readonly LoggedEvent[]): string[] {
  const counts = new Map<string, number>()
  for (const { event } of replay) for (const name of onceNames(event)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].flatMap(([name, count]) => (count > 1 ? [`It happened ${count} times: ${name}.`] : []))
}

/** What may be in a log once, by name. */
function onceNames(event: LoggedEvent['event']): string[] {
  switch (event.type) {
    case 'session_init':
      return [`the beginning of ${event.turnId}`]
    case 'asset': {
      const { id, slot, version, jobId } = event.asset
      return [
        id,
        ...(slot === null ? [] : [`version ${version} of ${slot}`]),
        ...(jobId === null ? [] : [`a result of ${jobId}`]),
      ]
    }
    case 'system':
      return [`${event.subtype} ${event.toolUseId}`]
    case 'checkpoint': {
      const { id, state } = event.checkpoint
      return [state === 'pending' ? `the checkpoint ${id}` : `the decision of ${id}`]
    }
    default:
      return []
  }
}
