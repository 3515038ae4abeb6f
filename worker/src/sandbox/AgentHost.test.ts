import { LONGEST_LINE } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { AgentHost } from './AgentHost.ts'

it('reads no line without end, and does not ask for it again', async () => {
  let isLeft = false
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(LONGEST_LINE / 2).fill(0x78)),
    cancel: () => {
      isLeft = true
    },
  })
  const host = new AgentHost({ fetch: async () => new Response(body) })
  const lines = host.lines({ turnId: 'turn_1', attempt: 1, after: 0 }, new AbortController().signal)
  await expect(lines.next()).rejects.toMatchObject({ message: expect.stringContaining('too long'), isFinal: true })
  expect(isLeft).toBe(true)
})
