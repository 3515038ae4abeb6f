/** An amount of USD: `$1.75`. Less than a cent, but not nothing, shows as `<$0.01`. */
export function usd(amount: number): string {
  if (amount > 0 && amount < 0.005) return '<$0.01'
  return `$${amount.toFixed(2)}`
}

/** A duration in ms as a person reads it: `0.4 s`, `18 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${Math.max(0.1, ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** For how long something runs, in ms, as it is counted: `0 s`, `18 s`, `2 min 5 s`. */
export function runningTime(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Remaining time in ms, no more exact than an estimate is: `a moment left`, `about 20 s left`, `about 3 min left`. */
export function remaining(ms: number): string {
  if (ms < 3000) return 'a moment left'
  if (ms < 90_000) return `about ${ms < 10_000 ? Math.round(ms / 1000) : Math.round(ms / 5000) * 5} s left`
  return `about ${Math.round(ms / 60_000)} min left`
}

/** The clock time of an ISO date for today, its day otherwise. */
export function moment(iso: string, now: Date = new Date()): string {
  const date = new Date(iso)
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (date.toDateString() === now.toDateString()) return time
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...year })
}

/** Several words as one phrase: `a`, `a and b`, `a, b and c`. */
export function list(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
