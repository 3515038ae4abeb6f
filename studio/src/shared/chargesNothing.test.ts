import { Health } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { chargesNothing } from './chargesNothing.ts'

function healthWith(director: string, images: string, clips: string): Health {
  const part = (mode: string) => ({ state: 'ok', mode, message: '' })
  const local = { database: part('local'), storage: part('local'), sandbox: part('local'), access: part('local') }
  const charging = { director: part(director), images: part(images), clips: part(clips) }
  return Health.parse({ ok: true, version: '1', clipKeys: 'FAL_KEY', parts: { ...local, ...charging } })
}

test('stand-ins alone charge nothing', () => {
  expect(chargesNothing(healthWith('demo', 'demo', 'demo'))).toBe(true)
})

test.each([
  ['live', 'demo', 'demo'],
  ['demo', 'live', 'demo'],
  ['demo', 'demo', 'live'],
])('a shoot with director %s, images %s and clips %s charges', (director, images, clips) => {
  expect(chargesNothing(healthWith(director, images, clips))).toBe(false)
})

test('what is not known yet is not called free', () => {
  expect(chargesNothing(null)).toBe(false)
})
