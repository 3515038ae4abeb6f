import { Slot, slotName } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { defineTool } from './defineTool.ts'
import { listNumbers } from './shoot.ts'

export const setActiveVersion = defineTool({
  name: 'set_active_version',
  description:
    'Makes an earlier version of a slot the active one again (undo), or a later one (redo). Free. What was built on the other version becomes stale; nothing is deleted.',
  input: { slot: Slot, version: z.int().min(1) },
  async run({ slot, version }, { gateway, signal }) {
    const shoot = await gateway.setActive(slot, version, signal)
    const stale = shoot.slots.filter((entry) => entry.stale).map((entry) => slotName(entry.slot))
    return {
      text: `Version ${version} of ${slotName(slot)} is active. ${stale.length === 0 ? 'Nothing is stale.' : `Stale now: ${listNumbers(stale)}. Ask the person whether to make them again.`}`,
    }
  },
})
