import { styleText } from 'node:util'
import { type Progress, type SessionView, SLOTS, slotName } from '@fashion-shoot/protocol'
import { eventLines } from './eventLines.ts'
import { LiveRegion } from './LiveRegion.ts'
import type { Screen } from './Screen.ts'

const BAR = 28

/** For a person at a terminal: words as they stream, a bar for everything that is being made, and the spend. */
export function liveScreen(out: NodeJS.WriteStream): Screen {
  const region = new LiveRegion(out)
  /** What has been written of the message that streams. */
  let streamed = ''
  let thinking = false

  return {
    show: (logged, view) => {
      const { event } = logged
      switch (event.type) {
        case 'message_type_hint':
          if (streamed !== '') region.lines([])
          streamed = ''
          thinking = event.messageType === 'thinking'
          break
        case 'text_delta':
          if (thinking) break
          streamed += event.text
          region.write(event.text)
          break
        case 'assistant_message':
          // Words on the screen stay; only when they were cut off does the whole message follow.
          if (event.messageType !== 'thinking' && event.text !== streamed) region.lines(['', ...event.text.split('\n')])
          region.lines([])
          streamed = ''
          thinking = false
          break
        case 'complete':
          region.lines([])
          streamed = ''
          thinking = false
          break
        case 'user_message':
        case 'system':
        case 'progress':
        case 'asset':
        case 'preview':
        case 'active_version':
        case 'checkpoint':
        case 'budget':
        case 'models':
        case 'error': {
          const lines = eventLines(logged)
          if (lines.length > 0) region.lines(lines)
          break
        }
        // What they say is in the rows.
        case 'title':
        case 'session_init':
        case 'status':
        case 'cost':
          break
        default:
          event satisfies never
      }
      region.rows(rows(view, thinking))
    },
    note: (text) => region.lines(text.split('\n')),
    rest: () => region.rest(),
  }
}

function rows(view: SessionView, thinking: boolean): string[] {
  if (!view.running) return []
  const bars = SLOTS.flatMap((slot) => {
    const progress = view.slots[slot]?.progress
    return progress === undefined || progress.state !== undefined || progress.fraction === 1 ? [] : [bar(progress)]
  })
  const status = view.status ?? (thinking ? 'thinking …' : null)
  const spend = view.spend.sessionUsd > 0 ? `$${view.spend.sessionUsd.toFixed(2)} so far` : null
  const foot = [status, spend].filter((text) => text !== null).join('  ·  ')
  return [...bars, ...(foot === '' ? [] : [styleText('dim', foot)])]
}

/** `clip 2          ████████████░░░░░░░░░░░░░░░░  43 %  0:12 left` */
function bar({ slot, fraction, etaMs, message }: Progress): string {
  const name = slotName(slot).padEnd(14)
  if (fraction === undefined) return `${name} ${styleText('dim', message ?? '…')}`
  const full = Math.round(fraction * BAR)
  const percent = `${Math.floor(fraction * 100)} %`.padStart(5)
  const left = etaMs === undefined ? '' : `  ${clock(etaMs)} left`
  return `${name} ${styleText('cyan', '█'.repeat(full))}${styleText('dim', '░'.repeat(BAR - full))} ${percent}${left}`
}

function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
