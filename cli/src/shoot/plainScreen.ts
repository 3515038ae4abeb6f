import { type Slot, slotName } from '@fashion-shoot/protocol'
import { eventLines } from './eventLines.ts'
import type { Screen } from './Screen.ts'

/** Plain lines, for logs and pipes: whole messages, and progress at every quarter. */
export function plainScreen(out: NodeJS.WritableStream): Screen {
  const quarters = new Map<Slot, number>()
  const line = (text: string) => void out.write(`${text}\n`)
  return {
    show: (logged) => {
      const { event } = logged
      for (const text of eventLines(logged)) line(text)
      switch (event.type) {
        case 'status':
          line(`· ${event.message}`)
          break
        case 'assistant_message':
          if (event.messageType !== 'thinking' && event.text.trim() !== '') line(event.text.trim())
          break
        case 'progress': {
          const quarter = Math.floor((event.fraction ?? 0) * 4)
          // The whole thing is said by the asset, which may come first.
          if (event.state !== undefined || quarter === 4 || quarters.get(event.slot) === quarter) break
          quarters.set(event.slot, quarter)
          line(`… ${slotName(event.slot)} ${quarter * 25} %`)
          break
        }
        case 'asset':
          if (event.asset.slot !== null) quarters.delete(event.asset.slot)
          break
        case 'complete':
          quarters.clear()
          break
        // What is to be said of these is in their lines above.
        case 'user_message':
        case 'system':
        case 'active_version':
        case 'preview':
        case 'checkpoint':
        case 'budget':
        case 'models':
        case 'error':
        // Whole messages say it again, and the spend is told at the end of the turn.
        case 'title':
        case 'session_init':
        case 'message_type_hint':
        case 'text_delta':
        case 'cost':
          break
        default:
          event satisfies never
      }
    },
    note: line,
    rest: () => {},
  }
}
