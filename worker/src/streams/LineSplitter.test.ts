import { expect, it } from 'vitest'
import { LineSplitter } from './LineSplitter.ts'

it('finds the same lines wherever the chunks end, in the middle of a character too', () => {
  const bytes = new TextEncoder().encode('{"d":"a\\\\n"}\n\n{"d":"👗🏽"}\n{"d":"last"}')
  for (let size = 1; size <= bytes.length; size++) {
    const splitter = new LineSplitter()
    const found: string[] = []
    for (let at = 0; at < bytes.length; at += size) found.push(...splitter.push(bytes.subarray(at, at + size)))
    found.push(...splitter.end())
    expect(found).toEqual(['{"d":"a\\\\n"}', '{"d":"👗🏽"}', '{"d":"last"}'])
  }
})
