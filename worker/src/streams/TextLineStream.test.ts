import { expect, it } from 'vitest'
import { TextLineStream } from './TextLineStream.ts'

async function lines(chunks: string[]): Promise<string[]> {
  const stream = new TextLineStream()
  const writer = stream.writable.getWriter()
  void Promise.all(chunks.map((chunk) => writer.write(chunk))).then(() => writer.close())
  const found: string[] = []
  for await (const some of stream.readable) found.push(...some)
  return found
}

it('finds the same lines wherever the chunks end', async () => {
  const text = '{"d":"a\\\\n"}\n\n{"d":"👗🏽"}\n{"d":"last"}'
  const whole = await lines([text])
  expect(whole).toEqual(['{"d":"a\\\\n"}', '{"d":"👗🏽"}', '{"d":"last"}'])
  for (let size = 1; size <= text.length; size++) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, n) => text.slice(n * size, (n + 1) * size))
    expect(await lines(chunks)).toEqual(whole)
  }
})
