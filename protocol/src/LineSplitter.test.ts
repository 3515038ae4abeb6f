import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JournalLine } from './host.ts'
import { LineSplitter, LONGEST_LINE } from './LineSplitter.ts'
import { parseRunnerLine, type RunnerLine } from './runnerLine.ts'

/** What comes out when the bytes go in in pieces that end at these places. */
function split(bytes: Uint8Array, cuts: readonly number[]): { lines: string[]; tooLong: number } {
  let tooLong = 0
  const splitter = new LineSplitter(() => {
    tooLong += 1
  })
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].toSorted((a, b) => a - b)
  const chunks = places.map((end, index) => bytes.subarray(places[index - 1] ?? 0, end))
  return { lines: [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()], tooLong }
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
const line = fc.oneof(
  token,
  text.map((d): RunnerLine => ({ t: 'assistant', d })),
  fc.tuple(text, text).map(([id, input]): RunnerLine => ({ t: 'tool', d: 'generate_hero', id, input })),
  fc.tuple(text, fc.nat()).map(([error, ms]): RunnerLine => ({ t: 'tool_done', id: 'a', ok: false, ms, error })),
  fc.nat().map((quietMs): RunnerLine => ({ t: 'beat', step: 'job', quietMs })),
)
const noise = fc.constantFrom('', '{', 'null', '42', '[]', '{"t":"nonsense"}', '{"t":"token","d":7}', '\u0007garbage')

describe('LineSplitter', () => {
  it('gives the lines of any text, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(text), cuts, (parts, places) => {
        const whole = parts.join('\n')
        const expected = whole
          .toWellFormed()
          .split('\n')
          .filter((each) => each !== '')
        expect(split(bytesOf(whole), places)).toEqual({ lines: expected, tooLong: 0 })
      }),
    )
  })

  it('gives a journal as it was written, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(line), cuts, (said, places) => {
        const journal = said.map((each, index) => ({ n: index + 1, line: each }))
        const raw = journal.map((each) => `${JSON.stringify(each)}\n`).join('')
        const read = split(bytesOf(raw), places).lines.map((each) => JournalLine.parse(JSON.parse(each)))
        expect(read).toEqual(journal)
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
    const size = fc.constantFrom(3, 4000, LONGEST_LINE - 1, LONGEST_LINE, LONGEST_LINE + 1, LONGEST_LINE + 9000)
    const few = fc.array(fc.nat(), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 3 }), few, (sizes, places) => {
        const lines = sizes.map((length, index) => String(index).repeat(length))
        const { lines: heard, tooLong } = split(bytesOf(`${lines.join('\n')}\n`), places)
        const kept = lines.filter((line) => line.length <= LONGEST_LINE)
        expect(heard.map((line) => [line[0], line.length])).toEqual(kept.map((line) => [line[0], line.length]))
        expect(tooLong).toBe(lines.length - kept.length)
      }),
      { numRuns: 12 },
    )
  })
})
