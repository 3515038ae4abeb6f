import { defineTool } from './defineTool.ts'
import { describeShoot } from './describeShoot.ts'

export const getShoot = defineTool({
  name: 'get_shoot',
  description:
    'The whole state of the shoot: references, every slot with its active version and what is stale, checkpoints, running and failed jobs, the models, what is spent of which budget in USD, and the tool of the next stage. Free. Call it first in each turn.',
  input: {},
  readOnly: true,
  run: async (_, { gateway, signal }) => ({ text: describeShoot(await gateway.readShoot(signal)) }),
})
