import { styleText } from 'node:util'
import { checkpointName, type LoggedEvent, type SessionEvent, slotName } from '@fashion-shoot/protocol'
import { planLines } from './planLines.ts'

/**
 * The lines that an event leaves on the screen for good; none for what only moves (deltas, progress, spend) and for the
 * director's whole messages, which each screen shows in its own way.
 */
export function eventLines({ event }: LoggedEvent): string[] {
  switch (event.type) {
    case 'user_message':
      return ['', `${styleText('bold', 'You')}  ${event.text}`, '']
    case 'system':
      if (event.subtype === 'tool_call')
        return [styleText('dim', `· ${event.tool}${event.input ? `  ${event.input}` : ''}`)]
      return event.error === undefined ? [] : [styleText('yellow', `✗ ${event.error}`)]
    case 'progress':
      if (event.state === undefined) return []
      // Why is told by an `error`, once for all that failed of it.
      return [styleText('yellow', `✗ ${slotName(event.slot)} ${event.state}`)]
    case 'asset': {
      if (event.asset.slot === null) return []
      const kept = event.becomesActive === false ? ', kept beside the version that counts' : ''
      return [`${styleText('green', '✓')} ${describeAsset(event.asset)}${kept}`]
    }
    case 'active_version':
      return [styleText('dim', `· ${slotName(event.slot)}: an earlier version is active again`)]
    case 'checkpoint':
      if (event.checkpoint.state !== 'pending') return []
      return [
        '',
        styleText('bold', `Checkpoint: ${checkpointName(event.checkpoint)}`),
        ...(event.checkpoint.plan === undefined ? [] : planLines(event.checkpoint.plan)),
      ]
    case 'budget':
      return [styleText('dim', `· the budget is ${event.budgetUsd.toFixed(2)} USD now`)]
    case 'models':
      return [styleText('dim', `· pictures are made with ${event.imageModel} now, clips with ${event.clipModel}`)]
    case 'error':
      return [styleText('red', `✗ ${event.message}`), `  ${event.hint}`]
    case 'title':
    case 'session_init':
    case 'status':
    case 'message_type_hint':
    case 'text_delta':
    case 'assistant_message':
    case 'cost':
    case 'preview':
    case 'complete':
      return []
    default:
      return event satisfies never
  }
}

type Asset = Extract<SessionEvent, { type: 'asset' }>['asset']

function describeAsset({ slot, version, width, height, durationSeconds }: Asset): string {
  const name = slot === null ? 'reference' : slotName(slot)
  const length = durationSeconds === null ? '' : `, ${Number(durationSeconds.toFixed(2))} s`
  return `${name}${version > 1 ? ` v${version}` : ''}  ${width}×${height}${length}`
}
