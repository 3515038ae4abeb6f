/**
 * @module `node sandbox/test/costBySdk.ts <words>`, with the runner's environment, says something to the director and prints what the
 * Agent SDK says that its answers have cost, USD.
 */
import { createGatewayClient } from '../src/gateway/createGatewayClient.ts'
import { beginConversation } from '../src/runner/beginConversation.ts'
import { Mailbox } from '../src/runner/Mailbox.ts'
import { runnerSettings } from '../src/runner/runnerSettings.ts'

const settings = runnerSettings(process.env)
const mailbox = new Mailbox()
mailbox.post(process.argv[2] ?? '', crypto.randomUUID())
const { conversation } = await beginConversation({
  settings,
  gateway: createGatewayClient({ url: settings.GATEWAY_URL, token: settings.GATEWAY_TOKEN, fetch }),
  mailbox,
  currentTurn: () => ({ emit: () => {} }),
  forget: false,
  onRefused: (error) => {
    throw error
  },
})
for await (const message of conversation) {
  if (message.type !== 'result') continue
  process.stdout.write(String(message.total_cost_usd))
  break
}
mailbox.close()
