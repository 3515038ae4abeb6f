const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** An amount of USD: `$1.75`, `$10,000.00`. Less than a cent, but not nothing, shows as `<$0.01`. */
export function usd(amount: number): string {
  if (amount > 0 && amount < 0.005) return '<$0.01'
  return DOLLARS.format(amount)
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

const DATES = {
  time: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  dayAndYear: { day: 'numeric', month: 'short', year: 'numeric' },
} as const

/** To make one takes as long as to write hundreds of dates with it: each is made when it is first needed, and kept. */
const formats: Partial<Record<keyof typeof DATES, Intl.DateTimeFormat>> = {}

/** The clock time of an ISO date for today, its day otherwise. */
export function moment(iso: string, now: Date = new Date()): string {
  const date = new Date(iso)
  if (date.toDateString() === now.toDateString()) return write('time', date)
  return write(date.getFullYear() === now.getFullYear() ? 'day' : 'dayAndYear', date)
}

function write(what: keyof typeof DATES, date: Date): string {
  const format = formats[what] ?? new Intl.DateTimeFormat('en-GB', DATES[what])
  formats[what] = format
  return format.format(date)
}

/** Several words as one phrase: `a`, `a and b`, `a, b and c`. */
export function list(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
