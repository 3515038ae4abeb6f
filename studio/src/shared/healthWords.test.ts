import { Health } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { healthWords } from './healthWords.ts'

type Modes = { director: 'demo' | 'live'; images: 'demo' | 'live'; clips: 'demo' | 'live' }

function healthWith(modes: Modes, sandbox: 'ok' | 'down' = 'ok'): Health {
  const part = (mode: string, state = 'ok') => ({ state, mode, message: 'does not answer' })
  return Health.parse({
    ok: sandbox === 'ok',
    version: '1',
    clipKeys: 'FAL_KEY',
    parts: {
      database: part('local'),
      storage: part('local'),
      sandbox: part('local', sandbox),
      access: part('local'),
      director: part(modes.director),
      images: part(modes.images),
      clips: part(modes.clips),
    },
  })
}

test('says that all are stand-ins', () => {
  const { modes } = healthWords(healthWith({ director: 'demo', images: 'demo', clips: 'demo' }))
  expect(modes).toBe('Director, pictures and clips are stand-ins.')
})

test('says which one is a stand-in and which are live', () => {
  const { modes } = healthWords(healthWith({ director: 'live', images: 'live', clips: 'demo' }))
  expect(modes).toBe('Clips are stand-ins. Live: director and pictures.')
})

test('is silent when all is live and well', () => {
  expect(healthWords(healthWith({ director: 'live', images: 'live', clips: 'live' }))).toEqual({
    modes: null,
    troubles: [],
  })
})

test('tells of each trouble which part has it', () => {
  const { troubles } = healthWords(healthWith({ director: 'live', images: 'live', clips: 'live' }, 'down'))
  expect(troubles).toEqual(['Sandbox: does not answer.'])
})
