import { type Asset, CLIP_COUNT, clipSlot, emptyView, FRAME_COUNT, frameSlot, type Slot } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { stageRestUsd } from './stageRestUsd.ts'

const MODELS = { imageModel: 'nano-banana-pro', clipModel: 'kling-v2-6' } as const

const made = (slot: Slot, ...madeFrom: Slot[]) => ({ id: slot, slot, madeFrom: madeFrom as string[] }) as Asset
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const assets = [
  made('hero'),
  made('contact_sheet', 'hero'),
  ...numbers(FRAME_COUNT).map((n) => made(frameSlot(n), 'contact_sheet')),
  ...numbers(CLIP_COUNT).map((n) => made(clipSlot(n), frameSlot(n), frameSlot(n + 1))),
]
const view = {
  ...emptyView,
  assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])),
  slots: Object.fromEntries(assets.map(({ id, slot }) => [slot, { activeId: id, versions: [id] }])),
}

it('counts in what rests on a slot that is made again', () => {
  const rest = (replaced?: Slot) =>
    (['contact_sheet', 'clips'] as const).map((stage) => stageRestUsd(stage, view, MODELS, [], replaced))
  expect(rest()).toEqual([0, 0])
  expect(rest('frame_2')).toEqual([0, 0.7])
  expect(rest('hero')).toEqual([0.15, 1.75])
})
