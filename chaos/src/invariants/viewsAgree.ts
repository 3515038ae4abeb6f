import { isDeepStrictEqual } from 'node:util'
import { emptyView, reduce, type SessionView } from '@fashion-shoot/protocol'
import type { Evidence } from '../evidence/Evidence.ts'

/** The view from a full replay equals the view of every tab, however often it came back, and the Session object's own. */
export function viewsAgree({ tabs, replay, view }: Evidence): string[] {
  const whole = replay.reduce(reduce, emptyView)
  const wrong = tabs.flatMap((tab, index) =>
    differences(whole, tab.view).map((where) => `Tab ${index}, of ${tab.connections} connections: ${where}`),
  )
  return [...wrong, ...differences(whole, view).map((where) => `The Session object: ${where}`)]
}

function differences(whole: SessionView, other: SessionView): string[] {
  return Object.entries(whole).flatMap(([name, value]) => {
    const theirs = other[name as keyof SessionView]
    if (isDeepStrictEqual(plain(value), plain(theirs))) return []
    return [`${name} is ${brief(theirs)} and not ${brief(value)}.`]
  })
}

/** As JSON has it: a property without a value is none. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 600 ? `…${text.slice(-600)}` : text
}
