import { FRAME_LIMITS } from '@fashion-shoot/protocol'
import { inspectImage } from '../files/inspectFile.ts'
import type { FailureRow } from './failures/FailureRow.ts'
import { failureOf } from './failures/failWith.ts'

const unfit = (code: string, message: string, hint: string): FailureRow => ({
  code,
  message,
  hint,
  charged: 'no',
  retry: 'never',
})
const tooLarge = unfit(
  'frame_too_large',
  'A frame has {reason} MB, and the {service} takes 10.',
  'Make the frames again at a lower resolution.',
)
const wrongType = unfit(
  'frame_unsupported',
  'A frame is {reason}, and the {service} takes JPEG and PNG.',
  'Make the frames again.',
)
const tooSmall = unfit(
  'frame_too_small',
  `A frame has {reason} px, and the {service} wants ${FRAME_LIMITS.side} px a side at least.`,
  'Make the frames again at a higher resolution.',
)
const tooLong = unfit(
  'frame_too_long',
  'A frame has {reason} px, and the {service} takes nothing longer than 1:2.5 or 2.5:1.',
  'Make the frames again in another ratio.',
)

/** Throws a ProviderFailure, in words and before anything is sent, where a frame is none that Kling takes. */
export function checkFrame(bytes: Uint8Array): void {
  const refuse = (row: FailureRow, reason: string) => failureOf(row, { kind: 'clip', reason })
  if (bytes.length > FRAME_LIMITS.bytes) throw refuse(tooLarge, `${Math.ceil(bytes.length / 1e5) / 10}`)
  const { contentType, width, height } = inspectImage(bytes, 'frame')
  if (!FRAME_LIMITS.types.includes(contentType)) throw refuse(wrongType, contentType)
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)]
  if (shorter < FRAME_LIMITS.side) throw refuse(tooSmall, `${width} × ${height}`)
  if (longer > FRAME_LIMITS.ratio * shorter) throw refuse(tooLong, `${width} × ${height}`)
}
