import { setTimeout as sleep } from 'node:timers/promises'
import type { SessionStore, SessionStoreEntry } from '@anthropic-ai/claude-agent-sdk'
import type { GatewayClient } from '../gateway/createGatewayClient.ts'
import { GatewayError } from '../gateway/GatewayError.ts'
import type { Transcript } from './Transcript.ts'

/** ms between the tries of an addition while the gateway is away */
const AGAIN_MS = 2000
/** ms after which the SDK, which would give an addition up at 60 s, is let go on; it is sent all the same */
const PATIENCE_MS = 45_000

type Outside = {
  gateway: Pick<GatewayClient, 'appendTranscript'>
  /** This runner's name as the transcript's writer. */
  writer: string
  /** What the conversation resumes from. */
  transcript: Transcript
  /** The transcript takes no more from this runner: another one writes it, or the session is gone, or the token has run out. */
  onRefused(error: GatewayError): void
}

/**
 * The Agent SDK's transcript outside of the container. Additions go out in their order, one by one, and none is given up while this
 * process lives: one that was left out would tear the conversation. A runner that is refused has to end, and the next one goes on
 * from what is written. The SDK waits for the additions before it reports a turn's result.
 */
export function createTranscriptStore({ gateway, writer, transcript, onRefused }: Outside): SessionStore {
  let batches = 0
  let sent: Promise<void> = Promise.resolve()

  async function send(batch: number, entries: SessionStoreEntry[]): Promise<void> {
    for (;;) {
      try {
        await gateway.appendTranscript(writer, batch, entries, AbortSignal.timeout(PATIENCE_MS))
        return
      } catch (error) {
        if (error instanceof GatewayError && error.code !== 'gateway_unreachable') return onRefused(error)
        console.error('The transcript could not be written:', error)
        await sleep(AGAIN_MS)
      }
    }
  }

  return {
    async load() {
      return transcript.isBegun ? transcript.entries : null
    },
    async append({ subpath }, entries) {
      // Those of subagents; the director has none.
      if (subpath !== undefined) return
      batches += 1
      const batch = batches
      sent = sent.then(() => send(batch, entries))
      await Promise.race([sent, sleep(PATIENCE_MS, undefined, { ref: false })])
    },
    async listSubkeys() {
      return []
    },
  }
}
