import { once } from 'node:events'
import { createServer } from 'node:net'
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
    const reason = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${code})`
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
