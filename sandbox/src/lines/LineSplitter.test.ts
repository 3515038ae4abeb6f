import { parseRunnerLine, type RunnerLine } from '@fashion-shoot/protocol'
import { describe, expect, it } from 'vitest'
import { LineSplitter } from './LineSplitter.ts'

/** Feeds the bytes in chunks of random sizes and returns what comes out. */
function split(bytes: Uint8Array, random: () => number): { lines: string[]; tooLong: number } {
  const lines: string[] = []
  let tooLong = 0
  const splitter = new LineSplitter(
    (line) => lines.push(line),
    () => {
      tooLong += 1
    },
  )
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + Math.floor(random() * (random() < 0.1 ? 9000 : 7))
    splitter.push(bytes.subarray(at, at + size))
    at += size
  }
  splitter.end()
  return { lines, tooLong }
}

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const AWKWARD = [
  '👩🏽‍🦱',
  '\n',
  '\r\n',
  '\u2028',
  '\u0000',
  'data: ',
  '{"t":"token"}',
  'é',
  '漢字',
  '\\n',
  '"',
  '   ',
  '\t',
  '[done]',
  '\ud83d',
]
const NOISE = [
  '',
  '{',
  'null',
  '42',
  '"text"',
  '[]',
  '{"t":"nonsense"}',
  '{"t":"token"}',
  '{"t":"token","d":7}',
  '\u0007garbage',
]

describe('LineSplitter with parseRunnerLine', () => {
  it('returns exact token text for any text, noise between the lines, and any cut of the bytes', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seeded(seed)
      const pick = (from: string[]) => from[Math.floor(random() * from.length)] ?? ''
      const sent: RunnerLine[] = []
      const raw: string[] = []
      for (let count = 0; count < 40; count += 1) {
        if (random() < 0.3) raw.push(pick(NOISE))
        const text = Array.from({ length: Math.floor(random() * 12) }, () => pick(AWKWARD)).join('')
        const line: RunnerLine = { t: 'token', d: text }
        sent.push(line)
        raw.push(JSON.stringify(line))
      }
      const { lines } = split(Buffer.from(raw.join('\n')), random)
      expect(
        lines.map(parseRunnerLine).filter((line) => line !== null),
        `seed ${seed}`,
      ).toEqual(sent)
    }
  })

  it('keeps a large line, drops a monstrous one, and goes on with the next', () => {
    const large = JSON.stringify({ t: 'assistant', d: '漢'.repeat(500_000) })
    const monstrous = 'x'.repeat(5 * 1024 * 1024)
    const { lines, tooLong } = split(Buffer.from(`${large}\n${monstrous}\n{"t":"thinking"}`), () => 0.05)
    expect(lines).toEqual([large, '{"t":"thinking"}'])
    expect(tooLong).toBe(1)
  })
})
