import type { PlannedOrder } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { editedOrder, editTo } from './editedOrder.ts'

const order: PlannedOrder = {
  request: {
    ...{ kind: 'image', slot: 'hero', prompt: 'One person, 3:2.\nDusk.', inputs: [] },
    ...{ aspectRatio: '3:2', resolution: '2K' },
  },
  model: 'nano-banana-pro',
  priceUsd: 0.15,
  variants: [
    { aspectRatio: '3:2', resolution: '2K', priceUsd: 0.15 },
    { aspectRatio: '9:16', resolution: '2K', priceUsd: 0.2 },
    { aspectRatio: '9:16', resolution: '4K', priceUsd: 0.4 },
  ],
}

test('a change has its price, keeps the others, and the prompt names the shape that is ordered', () => {
  const upright = editTo(order, editedOrder(order, undefined), { aspectRatio: '9:16' })
  expect(upright).toEqual({ slot: 'hero', aspectRatio: '9:16', prompt: 'One person, 9:16.\nDusk.' })
  const large = editTo(order, editedOrder(order, upright), { resolution: '4K' })
  expect(editedOrder(order, large)).toEqual({
    ...{ aspectRatio: '9:16', resolution: '4K', priceUsd: 0.4 },
    prompt: 'One person, 9:16.\nDusk.',
  })
})

test('what is put back is no change', () => {
  const upright = editTo(order, editedOrder(order, undefined), { aspectRatio: '9:16' })
  expect(editTo(order, editedOrder(order, upright), { aspectRatio: '3:2' })).toBeUndefined()
})
