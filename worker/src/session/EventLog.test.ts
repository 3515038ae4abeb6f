import type { SessionEvent } from '@fashion-shoot/protocol'
import { beforeEach, expect, it } from 'vitest'
import { openStorage } from '../../test/openStorage.ts'
import { EventLog } from './EventLog.ts'

let storage: DurableObjectStorage
let log: EventLog
let heard: number

beforeEach(() => {
  storage = openStorage()
  log = new EventLog(storage)
  heard = 0
  log.append({ type: 'session_init', sessionId: 's', turnId: 't' })
  log.append(progress(0.1))
  log.append(token('Wet '))
  log.listen(() => {
    heard++
  })
})

const token = (text: string): SessionEvent => ({ type: 'text_delta', text })
const message = (text: string): SessionEvent => ({ type: 'assistant_message', text })
const progress = (fraction: number) => ({ type: 'progress', slot: 'hero', stage: 'hero', fraction }) as const
const rows = () => storage.sql.exec('SELECT * FROM events ORDER BY seq').toArray()
const sent = () => log.after(0, 0, 1000)

/** All that the log tells, from memory and from the table. */
const told = () => ({ view: log.view, sent: sent(), late: log.after(0, Number.MAX_SAFE_INTEGER, 1000), rows: rows() })

it('knows nothing of events whose transaction failed, and counts and folds on as if they had never been', () => {
  const before = told()
  const work = () => {
    for (let times = 0; times < 300; times++) log.append(token('neon '))
    log.append(message('Wet neon'))
    log.append(progress(0.2))
    throw new Error('full')
  }
  expect(() => log.transaction(work)).toThrow('full')
  expect(told()).toEqual(before)
  expect(heard).toBe(0)
  expect([log.append(progress(0.3)), log.append(message('Wet'))]).toEqual([4, 5])
  expect(rows().map(({ folded_by }) => folded_by)).toEqual([null, 4, 5, null, null])
  expect(new EventLog(storage).view).toEqual(log.view)
})

it('takes back of a transaction within another what that one has appended, and no more', () => {
  log.transaction(() => {
    log.append(token('asphalt'))
    const within = () =>
      log.transaction(() => {
        log.append(token('neon'))
        throw new Error('full')
      })
    expect(within).toThrow('full')
    log.append(token(', dusk'))
  })
  expect(log.view.conversation).toMatchObject([{ text: 'Wet asphalt, dusk' }])
  expect(sent().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
})

it('lets listeners hear of a transaction when it is through, once', () => {
  log.transaction(() => {
    log.append(token('asphalt'))
    log.transaction(() => log.append(token('.')))
    expect(heard).toBe(0)
  })
  expect(heard).toBe(1)
  log.transaction(() => {})
  expect(heard).toBe(1)
})

it('tells nobody of an event that the table does not take, and folds on without it', () => {
  storage.sql.exec(`CREATE TRIGGER limited BEFORE INSERT ON events WHEN length(NEW.data) > 1000
    BEGIN SELECT RAISE(ABORT, 'too big'); END;`)
  const before = told()
  expect(() => log.append({ ...progress(0.2), message: 'x'.repeat(2000) })).toThrow('too big')
  expect(told()).toEqual(before)
  expect(heard).toBe(0)
  log.append(token('asphalt'))
  log.append(progress(0.3))
  expect(rows().map(({ folded_by }) => folded_by)).toEqual([null, 5, null, null, null])
})
