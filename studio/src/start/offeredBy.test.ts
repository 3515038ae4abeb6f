import type { Estimate } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { offeredBy, withinOffer } from './offeredBy.ts'

const estimate = {
  choices: {
    imageModels: [
      { model: 'nano-banana-pro', resolutions: ['1K', '2K', '4K'], ratios: ['21:9', '3:2', '9:16'] },
      { model: 'gpt-image-1.5', resolutions: ['1K', '2K'], ratios: ['3:2', '1:1', '2:3'] },
    ],
    clipModels: ['kling-v2-6'],
  },
} as Estimate

test('only what a model makes can be chosen, of the ratios that frames can have', () => {
  expect(offeredBy('nano-banana-pro', estimate)).toEqual({ resolutions: ['1K', '2K', '4K'], ratios: ['3:2', '9:16'] })
  expect(offeredBy('gpt-image-1.5', estimate)).toEqual({ resolutions: ['1K', '2K'], ratios: ['3:2', '1:1', '2:3'] })
  expect(offeredBy(undefined, undefined).resolutions).toContain('4K')
})

test('the line keeps what another model makes too, and loses the rest', () => {
  const line = 'Dusk. Aspect ratio: 9:16. Resolution: 4K. Pose: Street walk.'
  expect(withinOffer(line, offeredBy('nano-banana-pro', estimate))).toBe(line)
  expect(withinOffer(line, offeredBy('gpt-image-1.5', estimate))).toBe('Dusk. Pose: Street walk.')
})
