import { describe, expect, it } from 'vitest'
import { photo } from '../../test/client.ts'
import { checkFrame } from './checkFrame.ts'

describe('checkFrame', () => {
  it.each([
    ['a PNG', 480, 320, 'png'],
    ['a JPEG', 480, 320, 'jpeg'],
    ['the smallest', 300, 300, 'png'],
    ['the longest', 750, 300, 'png'],
  ] as const)('takes %s', async (_, width, height, format) => {
    const bytes = await photo(width, height, format)
    expect(() => checkFrame(bytes)).not.toThrow()
  })

  it.each([
    ['frame_unsupported', 480, 320, 'webp', 'A frame is image/webp, and the clip service takes JPEG and PNG.'],
    [
      'frame_too_small',
      480,
      299,
      'png',
      'A frame has 480 × 299 px, and the clip service wants 300 px a side at least.',
    ],
    [
      'frame_too_long',
      300,
      760,
      'png',
      'A frame has 300 × 760 px, and the clip service takes nothing longer than 1:2.5 or 2.5:1.',
    ],
  ] as const)('refuses what is %s, in words', async (code, width, height, format, message) => {
    const bytes = await photo(width, height, format)
    expect(() => checkFrame(bytes)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code, message, charged: 'no' }) }),
    )
  })

  it('refuses more than 10 MB', () => {
    expect(() => checkFrame(new Uint8Array(10_000_001))).toThrow('A frame has 10.1 MB, and the clip service takes 10.')
  })
})
