import { expect, it } from 'vitest'
import { parseRunnerLine } from './runnerLine.ts'

it('keeps token text to the letter', () => {
  const d = ' cin\nematic\r\n\tdata: x\n\n👗🏽 \u0000 \ud83d'
  expect(parseRunnerLine(JSON.stringify({ t: 'token', d }))).toEqual({ t: 'token', d })
})

it.each(['', 'Warning: something', '{', '[]', 'null', '{"t":"unheard"}', '{"t":"token"}', '{"t":"token","d":1}'])(
  'takes %j for none of its lines',
  (text) => {
    expect(parseRunnerLine(text)).toBeNull()
  },
)

it('takes any bytes for a line of its own only when they are one', () => {
  const line = JSON.stringify({ t: 'tool_done', id: 'x', ok: true, ms: 5 })
  for (let at = 0; at < line.length; at++) {
    for (const junk of ['', '"', '}', '\\', '\u2028']) {
      const broken = line.slice(0, at) + junk + line.slice(at + 1)
      const parsed = parseRunnerLine(broken)
      if (parsed !== null) expect(parsed.t).toBe('tool_done')
    }
  }
})
