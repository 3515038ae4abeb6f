import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { createRedaction } from './createRedaction.ts'
import { Logger } from './Logger.ts'

const SECRET = 'a-secret-of-the-deployment'

type Line = { level: string; event: string; [field: string]: unknown }

/** What the logger writes, by the console's method that it uses. */
function record(logsPrompts = false) {
  const texts: string[] = []
  const sink = (level: string) => (text: string) => {
    expect(JSON.parse(text)).toMatchObject({ level })
    texts.push(text)
  }
  const logger = new Logger({
    redact: createRedaction([SECRET]),
    logsPrompts,
    sink: { log: sink('info'), warn: sink('warn'), error: sink('error') },
  })
  return { logger, texts, last: () => JSON.parse(texts.at(-1) ?? '') as Line }
}

it('writes one object a line, with what it was told for all lines', () => {
  const { logger, texts, last } = record()
  const session = logger.with({ session: 's' })
  session.with({ turn: 't' }).info('turn_started', { ms: 5, missing: undefined })
  expect(last()).toEqual({
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    level: 'info',
    event: 'turn_started',
    session: 's',
    turn: 't',
    ms: 5,
  })
  session.warn('odd')
  expect(last()).toMatchObject({ level: 'warn', session: 's' })
  expect(last()).not.toHaveProperty('turn')
  session.error('bad')
  expect(last().level).toBe('error')
  expect(texts.every((text) => !text.includes('\n'))).toBe(true)
})

describe('a secret', () => {
  it('stays out, however deep it is', () => {
    const { logger, texts } = record()
    const cause = new Error(`inner ${SECRET}`)
    const error = new AggregateError([new Error(`one of many ${SECRET}`)], `outer ${SECRET}`, { cause })
    logger.with({ a: SECRET }).error('x', { error, list: [{ b: `in ${SECRET}` }], [`named-${SECRET}`]: 1 })
    expect(texts.join()).not.toContain(SECRET)
    expect(texts.join()).toContain('inner [redacted]')
    expect(texts.join()).toContain('one of many [redacted]')
  })

  it('stays out of a text that is cut, where only half of it would be left', () => {
    const { logger, texts } = record()
    logger.info('x', { long: 'a'.repeat(7990) + SECRET + 'b'.repeat(9000) })
    expect(texts.join()).not.toContain('a-secret')
    expect(texts.join().length).toBeLessThan(8200)
  })

  it('stays out where only the name tells', () => {
    const { logger, last } = record()
    logger.info('x', {
      token: 'abc',
      headers: { Authorization: 'abc', cookie: ['abc'] },
      inputTokens: 12,
      apiKey: 'abc',
    })
    expect(last()).toMatchObject({
      token: '[redacted]',
      headers: { Authorization: '[redacted]', cookie: '[redacted]' },
      inputTokens: 12,
      apiKey: '[redacted]',
    })
  })
})

describe('an error', () => {
  it('keeps name, message, stack and cause', () => {
    const { logger, last } = record()
    logger.error('x', { error: new TypeError('outer', { cause: new RangeError('inner') }) })
    expect(last().error).toMatchObject({
      name: 'TypeError',
      message: 'outer',
      stack: expect.stringContaining('Logger.test.ts'),
      cause: { name: 'RangeError', message: 'inner' },
    })
  })

  it('is told without the values of a failed query, and without what could not be read', () => {
    const { logger, texts, last } = record()
    const failed = new DrizzleQueryError(
      'insert into "sessions" values (?)',
      ['words\n    at the beach of a person'],
      new Error('D1_ERROR'),
    )
    logger.error('x', { error: failed })
    expect(last().error).toMatchObject({
      message: 'Failed query: insert into "sessions" values (?)',
      cause: { message: 'D1_ERROR' },
    })
    try {
      JSON.parse('words of a person')
    } catch (error) {
      logger.error('x', { error })
    }
    expect(last().error).toMatchObject({ name: 'SyntaxError', message: expect.stringContaining('JSON') })
    expect(texts.join()).not.toMatch(/beach|person/)
    expect(texts.join()).toContain('Logger.test.ts')
  })

  it('may be anything that was thrown, and what goes round in circles ends', () => {
    const { logger, last } = record()
    const circle: Record<string, unknown> = {}
    circle.again = circle
    const own = new Error('its own cause')
    own.cause = own
    logger.error('x', { error: own, circle, big: 10n, thrown: 'just words' })
    expect(last()).toMatchObject({ error: { message: 'its own cause' }, big: '10', thrown: 'just words' })
    logger.error('x', {
      get broken() {
        throw new Error('no value')
      },
    })
    expect(last()).toMatchObject({ level: 'error', event: 'x', unreadable: { message: 'no value' } })
  })
})

it('tells what a person wrote only where that is allowed', () => {
  const [closed, open] = [record(), record(true)]
  for (const { logger } of [closed, open])
    logger.info('turn_started', { prompt: 'city at dusk', nested: { note: 'softer' }, ms: 1 })
  expect(closed.texts.join()).not.toMatch(/dusk|softer/)
  expect(closed.last()).toMatchObject({ ms: 1 })
  expect(open.last()).toMatchObject({ prompt: 'city at dusk', nested: { note: 'softer' } })
})
