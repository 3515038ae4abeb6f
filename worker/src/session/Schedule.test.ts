import { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, it } from 'vitest'
import { Schedule } from './Schedule.ts'

let now: number
let alarms: number[]
let schedule: Schedule

/** The narrow part of a Durable Object's storage, over the same SQLite. */
beforeEach(() => {
  now = 1000
  alarms = []
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE schedule (name TEXT PRIMARY KEY, at INTEGER NOT NULL)')
  const exec = (query: string, ...values: (string | number)[]) => {
    const rows = database.prepare(query).all(...values)
    return { toArray: () => rows, one: () => rows[0] }
  }
  const storage = { sql: { exec }, setAlarm: async (at: number) => void alarms.push(at) }
  schedule = new Schedule(storage as unknown as ConstructorParameters<typeof Schedule>[0], () => now)
})

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
