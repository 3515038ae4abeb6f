import { Stops } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { defineTool } from './defineTool.ts'

export const setStops = defineTool({
  name: 'set_stops',
  description:
    'Whether the shoot stops for a decision after every stage, also before each that is paid for, or runs to the film without asking. Only when the person asks for it in so many words.',
  input: {
    stops: Stops.check(
      z.describe(
        'every_stage: ask after each stage. before_paid: also show what is ordered, before each stage that costs money. never: run to the end.',
      ),
    ),
  },
  async run({ stops }, { gateway, signal }) {
    const shoot = await gateway.setStops(stops, signal)
    return { text: TOLD[shoot.stops] }
  },
})

const TOLD: Record<Stops, string> = {
  every_stage: 'The shoot now stops for a decision after every stage.',
  before_paid: 'The shoot now stops for a decision after every stage, and before each that costs money.',
  never: 'The shoot now runs to the film without asking. Go on with the next stage.',
}
