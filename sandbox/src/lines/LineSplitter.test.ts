import { parseRunnerLine, type RunnerLine } from '@fashion-shoot/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineSplitter, MAX_LINE_BYTES } from './LineSplitter.ts'

/** What comes out when the bytes go in in pieces that end at these places. */
function split(bytes: Uint8Array, cuts: readonly number[]): { lines: string[]; tooLong: number } {
  const lines: string[] = []
  let tooLong = 0
  const splitter = new LineSplitter(
    (line) => lines.push(line),
    () => {
      tooLong += 1
    },
  )
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].toSorted((a, b) => a - b)
  for (const [index, end] of places.entries()) splitter.push(bytes.subarray(places[index - 1] ?? 0, end))
  splitter.end()
  return { lines, tooLong }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
const cuts = fc.array(fc.nat(), { maxLength: 60 })
/** Any text, rich in what could be taken for an end of a line or of a character, without being one. */
const text = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
    fc.constantFrom('\r', '\u2028', '\u0000', '👩🏽‍🦱', '漢', '\\n', '{"t":"token"}', 'data: '),
  ),
  maxLength: 30,
})
const token = text.map((d): RunnerLine => ({ t: 'token', d }))
const noise = fc.constantFrom('', '{', 'null', '42', '[]', '{"t":"nonsense"}', '{"t":"token","d":7}', '\u0007garbage')

describe('LineSplitter', () => {
  it('gives the lines of any text, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(text), cuts, (parts, places) => {
        const whole = parts.join('\n')
        const expected = Buffer.from(whole).toString().split('\n')
        // What follows the last newline is a line only when there is something.
        if (expected.at(-1) === '') expected.pop()
        expect(split(bytesOf(whole), places)).toEqual({ lines: expected, tooLong: 0 })
      }),
    )
  })

  it('hands every token on to the letter, whatever noise stands between the lines', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, token)), cuts, (sent, places) => {
        const raw = sent.map(([rubbish, line]) => `${rubbish}\n${JSON.stringify(line)}`).join('\n')
        const heard = split(bytesOf(raw), places).lines.flatMap((line) => parseRunnerLine(line) ?? [])
        expect(heard).toEqual(sent.map(([, line]) => line))
      }),
    )
  })

  it('leaves out lines that are too long, and no other', () => {
    const size = fc.constantFrom(
      0,
      3,
      4000,
      MAX_LINE_BYTES - 1,
      MAX_LINE_BYTES,
      MAX_LINE_BYTES + 1,
      MAX_LINE_BYTES + 9000,
    )
    const few = fc.array(fc.nat(), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 3 }), few, (sizes, places) => {
        const lines = sizes.map((length, index) => String(index).repeat(length))
        const { lines: heard, tooLong } = split(bytesOf(`${lines.join('\n')}\n`), places)
        const kept = lines.filter((line) => line.length <= MAX_LINE_BYTES)
        expect(heard.map((line) => [line[0], line.length])).toEqual(kept.map((line) => [line[0], line.length]))
        expect(tooLong).toBe(lines.length - kept.length)
      }),
      { numRuns: 25 },
    )
  })
})
