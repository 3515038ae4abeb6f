import { once } from 'node:events'
import { createServer } from 'node:net'
import { Health } from '@fashion-shoot/protocol'
import { UserError } from '../UserError.ts'

/**
 * A port on 127.0.0.1 that is free right now: the asked one, or any for 0.
 *
 * @throws UserError when the asked one is taken or not allowed
 */
export async function choosePort(asked: number): Promise<number> {
  const probe = createServer()
  probe.listen(asked, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const reason = code === 'EADDRINUSE' ? `is taken by ${await holderOf(asked)}` : `cannot be opened (${code})`
    throw new UserError(
      `Port ${asked} ${reason}. Nothing was started.\n` +
        `Choose another one, for example: PORT=${asked === 8787 ? 8788 : 8787} npm start. PORT=0 takes any that is free.`,
    )
  }
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  return address.port
}

/** Who has the port, in words. */
async function holderOf(port: number): Promise<string> {
  const url = `http://127.0.0.1:${port}`
  try {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(1000) })
    if (Health.safeParse(await answer.json()).success) return `another studio, which answers at ${url}`
  } catch {
    // It speaks another protocol, or nothing in time.
  }
  return 'another program'
}
