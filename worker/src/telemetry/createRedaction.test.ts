import { describe, expect, it } from 'vitest'
import { createRedaction } from './createRedaction.ts'

const SESSION = '7e57d004-2b97-4e7a-b45f-5387367791cd'
const HEX = '0123456789abcdef'.repeat(4)

describe('what is known', () => {
  const redact = createRedaction(['fal-id-1234:fal-secret-5678', 'word:of-the-day', 'two words & "more"', 'ab'])

  it.each([
    ['the value', 'sent fal-id-1234:fal-secret-5678 there', 'sent [redacted] there'],
    ['half of a value of two', 'signed with fal-secret-5678.', 'signed with [redacted].'],
    ['the value in a URL', `GET /?q=${encodeURIComponent('two words & "more"')}&n=1`, 'GET /?q=[redacted]&n=1'],
    ['the value in JSON', JSON.stringify({ key: 'two words & "more"' }), '{"key":"[redacted]"}'],
    ['the value more than once', 'fal-secret-5678 fal-secret-5678', '[redacted] [redacted]'],
    ['no part that is too short to be one', 'a word of-the-day', 'a word of-the-day'],
    ['no value that is too short to be one', 'about', 'about'],
  ])('removes %s', (_, text, clean) => {
    expect(redact(text)).toBe(clean)
  })
})

describe('what has the form of a token', () => {
  const redact = createRedaction([])

  it.each([
    ['a gateway token, but not its session', `call with ${SESSION}.${HEX}`, `call with ${SESSION}.[redacted]`],
    ['a bearer token', 'authorization: Bearer abc.DEF-123_~+/==, next', 'authorization: Bearer [redacted], next'],
    ["fal's scheme", 'authorization: Key 12345678-90ab:cdef0123', 'authorization: Key [redacted]'],
    ['a JSON Web Token', 'jwt eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln-_x end', 'jwt [redacted] end'],
    ['an access token', `typed fsa_${'a-_Z'.repeat(11)}.`, 'typed [redacted].'],
    ['a key of the Messages API', 'x-api-key sk-ant-api03-aaaa_BBBB', 'x-api-key [redacted]'],
    ['32 bytes in hex', `HOST_TOKEN=${HEX}`, 'HOST_TOKEN=[redacted]'],
    [
      'what a URL brings along',
      'https://me:pass@host/a?access_token=abc&x=1',
      'https://[redacted]@host/a?access_token=[redacted]&x=1',
    ],
  ])('removes %s', (_, text, clean) => {
    expect(redact(text)).toBe(clean)
  })

  it('leaves ids and ordinary words alone', () => {
    const text = `turn_${SESSION} of ${SESSION}: a Basic look. Key light from the left, https://fal.run/a?width=3`
    expect(redact(text)).toBe(text)
  })
})
