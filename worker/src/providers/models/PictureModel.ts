import type { ImageJobRequest, ImageRatio, Resolution } from '@fashion-shoot/protocol'
import type { FalOrder } from './falOrder.ts'

/** A model that makes pictures: what it takes, and how it is asked. */
export type PictureModel = {
  /** The most pictures that it takes; one more it refuses, or leaves out without a word. */
  references: number
  /** What it makes, or makes a little more of at the same price. */
  resolutions: readonly Resolution[]
  /** Those that it makes; asked for another one, it makes the nearest. */
  ratios: readonly ImageRatio[]
  /** `urls` in the order in which the prompt names them; without any it is another endpoint. */
  order: (request: ImageJobRequest, urls: string[]) => FalOrder
}
