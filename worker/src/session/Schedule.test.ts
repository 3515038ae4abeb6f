import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { Schedule } from './Schedule.ts'

const LEASE_MS = 60_000

let now: number
let alarms: number[]
let storage: ConstructorParameters<typeof Schedule>[0]
let rows: () => { name: string; at: number }[]
let schedule: Schedule

beforeEach(open)

/** The narrow part of a Durable Object's storage, over the same SQLite. */
function open(): void {
  now = 1000
  alarms = []
  const database = new DatabaseSync(':memory:')
  database.exec(
    'CREATE TABLE schedule (name TEXT PRIMARY KEY, at INTEGER NOT NULL, is_given_out INTEGER NOT NULL DEFAULT 0)',
  )
  const exec = (query: string, ...values: (string | number)[]) => {
    const found = database.prepare(query).all(...values)
    return { toArray: () => found, one: () => found[0] }
  }
  rows = () => database.prepare('SELECT name, at FROM schedule').all() as { name: string; at: number }[]
  storage = { sql: { exec }, setAlarm: async (at: number) => void alarms.push(at) } as unknown as typeof storage
  schedule = new Schedule(storage, () => now)
}

it('arms the alarm for the earliest name, and again only for an earlier one', () => {
  schedule.in(500, 'b')
  schedule.in(900, 'c')
  schedule.in(100, 'a')
  expect(alarms).toEqual([1500, 1100])
})

it('gives out what is due, in order, and comes back to what nobody settled', () => {
  schedule.in(100, 'a')
  schedule.in(50, 'b')
  schedule.in(500, 'c')
  now = 1200
  expect(schedule.due()).toEqual(['b', 'a'])
  schedule.cancel('a')
  expect(alarms.at(-1)).toBe(1500)
  now = 1500
  expect(schedule.due()).toEqual(['c'])
  now = 1200 + 60_000
  expect(schedule.due()).toEqual(['b'])
})

it('gives out again at once, in a new life, what the last one did not settle, and leaves the rest its time', () => {
  schedule.in(100, 'a')
  schedule.in(100, 'b')
  schedule.in(100, 'c')
  schedule.in(500, 'd')
  now = 1200
  expect(schedule.due()).toEqual(['a', 'b', 'c'])
  schedule.cancel('a')
  schedule.in(700, 'b')
  const next = new Schedule(storage, () => now)
  next.takeUp()
  expect(alarms.at(-1)).toBe(1200)
  expect(next.due()).toEqual(['c'])
})

it('sets whole milliseconds, because workerd loses an alarm set to a fraction', () => {
  schedule.in(194.5, 'a')
  expect(alarms).toEqual([1195])
})

it('moves a name instead of keeping two times for it', () => {
  schedule.in(100, 'a')
  schedule.in(300, 'a')
  now = 1150
  expect(schedule.due()).toEqual([])
  now = 1300
  expect(schedule.due()).toEqual(['a'])
})

const name = fc.constantFrom('a', 'b', 'c', 'd')
const step = fc.oneof(
  fc.record({ kind: fc.constant('in' as const), name, ms: fc.double({ min: 0, max: 200_000, noNaN: true }) }),
  fc.record({ kind: fc.constant('cancel' as const), name }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(100_000) }),
  // The object dies, and another comes to life over its tables: it takes up what was given out or not, and is woken or not.
  fc.record({ kind: fc.constant('restart' as const), takesUp: fc.boolean(), wakes: fc.boolean() }),
)

it('loses nothing and has its one alarm at the earliest time, in whatever order things happen', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      open()
      /** What should be in the table. */
      const expected = new Map<string, number>()
      const givenOut = new Set<string>()
      /** The platform's one alarm: the last that was set, until it goes off. */
      let alarm: number | null = null
      let seen = 0
      const readAlarm = () => {
        if (alarms.length > seen) alarm = alarms.at(-1) ?? null
        seen = alarms.length
      }
      const wake = () => {
        const due = [...expected].filter(([, at]) => at <= now)
        const given = schedule.due()
        expect(given.toSorted()).toEqual(due.map(([each]) => each).toSorted())
        const times = given.map((each) => expected.get(each) ?? 0)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        for (const each of given) {
          expected.set(each, now + LEASE_MS)
          givenOut.add(each)
        }
      }
      const pass = (until: number) => {
        for (readAlarm(); alarm !== null && alarm <= until; readAlarm()) {
          now = Math.max(now, alarm)
          alarm = null
          wake()
        }
        now = until
      }
      for (const each of steps) {
        if (each.kind === 'in') {
          schedule.in(each.ms, each.name)
          expected.set(each.name, Math.ceil(now + each.ms))
          givenOut.delete(each.name)
        } else if (each.kind === 'cancel') {
          schedule.cancel(each.name)
          expected.delete(each.name)
          givenOut.delete(each.name)
        } else if (each.kind === 'pass') pass(now + each.ms)
        else {
          schedule = new Schedule(storage, () => now)
          if (each.takesUp) {
            schedule.takeUp()
            for (const one of givenOut) expected.set(one, now)
          }
          if (each.wakes) wake()
        }
        readAlarm()
        expect(new Map(rows().map(({ name: one, at }) => [one, at]))).toEqual(expected)
        const earliest = Math.min(...expected.values())
        if (expected.size > 0) expect(alarm ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(earliest)
        expect(alarms.every(Number.isSafeInteger)).toBe(true)
      }
      // However it came to this: nobody's time passes without them being called.
      const last = Math.max(now, ...expected.values())
      const waiting = new Set([...expected].filter(([, at]) => at > now).map(([each]) => each))
      const before = new Map(expected)
      pass(last)
      for (const each of waiting) expect(expected.get(each)).toBeGreaterThan(before.get(each) ?? 0)
    }),
    { numRuns: 300 },
  )
})
