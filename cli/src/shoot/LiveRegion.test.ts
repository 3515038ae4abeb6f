import { PassThrough } from 'node:stream'
import type { WriteStream } from 'node:tty'
import { describe, expect, it } from 'vitest'
import { LiveRegion, wrap } from './LiveRegion.ts'

const ESC = String.fromCharCode(27)
const CONTROL = new RegExp(`${ESC}\\[(\\d+)A|(${ESC}\\[J)|(\\n)|([^${ESC}\\n\\r]+)`, 'g')

/** What a terminal shows after all that was written: knows line feeds, cursor up, and erase to the end. */
function terminal(columns: number) {
  const screen: string[] = ['']
  let row = 0
  const out = new PassThrough()
  out.on('data', (data: Buffer) => {
    for (const [, up, erase, feed, text] of data.toString().matchAll(CONTROL)) {
      if (up) row -= Number(up)
      else if (erase) screen.splice(row, Number.POSITIVE_INFINITY, '')
      else if (feed) screen[++row] ??= ''
      else screen[row] = (screen[row] ?? '') + text
    }
  })
  return {
    region: new LiveRegion(Object.assign(out, { columns }) as unknown as WriteStream),
    shown: () => screen.join('\n'),
  }
}

describe('LiveRegion', () => {
  it('streams words above rows that are redrawn in place', () => {
    const { region, shown } = terminal(80)
    region.rows(['clip 1 10 %', 'clip 2 10 %'])
    region.write('Hello, ')
    region.rows(['clip 1 50 %', 'clip 2 20 %'])
    region.write('world.\n\nNext')
    expect(shown()).toBe('Hello, world.\n\nNext\nclip 1 50 %\nclip 2 20 %\n')
    region.lines(['· a tool'])
    region.rows([])
    expect(shown()).toBe('Hello, world.\n\nNext\n· a tool\n')
  })

  it('wraps at words, whatever the chunks', () => {
    const text = 'one two three four five six seven'
    for (const size of [1, 3, 50]) {
      const { region, shown } = terminal(21)
      for (let at = 0; at < text.length; at += size) region.write(text.slice(at, at + size))
      expect(shown()).toBe('one two three four\nfive six seven\n')
    }
  })

  it('cuts a row that would wrap', () => {
    const { region, shown } = terminal(21)
    region.rows(['x'.repeat(50)])
    expect(shown()).toBe(`${'x'.repeat(20)}\n`)
  })
})

describe('wrap', () => {
  it('counts wide characters as two columns and styles as none', () => {
    expect(wrap('写真写真', 4)).toEqual(['写真', '写真'])
    expect(wrap('👗👗👗', 4)).toEqual(['👗👗', '👗'])
    expect(wrap('\x1b[1mabcd\x1b[22m', 4)).toEqual(['\x1b[1mabcd\x1b[22m'])
  })
})
