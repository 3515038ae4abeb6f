import { Stops } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { defineTool } from './defineTool.ts'

export const setStops = defineTool({
  name: 'set_stops',
  description:
    'Whether the shoot stops for a decision after every stage, or runs to the film without asking. Only when the person asks for it in so many words.',
  input: { stops: Stops.check(z.describe('every_stage: ask after each stage. never: run to the end.')) },
  async run({ stops }, { gateway, signal }) {
    const shoot = await gateway.setStops(stops, signal)
    return {
      text:
        shoot.stops === 'never'
          ? 'The shoot now runs to the film without asking. Go on with the next stage.'
          : 'The shoot now stops for a decision after every stage.',
    }
  },
})
