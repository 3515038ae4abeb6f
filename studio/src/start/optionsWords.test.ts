import type { Estimate } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { optionsWords } from './optionsWords.ts'

const estimate: Estimate = {
  imageModel: 'nano-banana-pro',
  clipModel: 'kling-v2-6',
  stages: { hero: 0.15, contact_sheet: 0.15, frames: 0, clips: 1.75, film: 0 },
  totalUsd: 2.05,
  budgetUsd: 10,
  choices: { imageModels: [], clipModels: [] },
}

test('says what holds where nothing is chosen', () => {
  expect(optionsWords({ line: 'Dusk', options: {}, estimate })).toBe(
    '3:2, 2K · Nano Banana Pro, Kling 2.6 · up to $10.00 · a stop after every stage',
  )
})

test('says what was chosen, in the line as well', () => {
  const options = { imageModel: 'seedream-4.5', clipModel: 'kling-v3', budgetUsd: 4, stops: 'never' } as const
  expect(optionsWords({ line: 'Dusk. Aspect ratio: 9:16. Resolution: 4K.', options, estimate })).toBe(
    '9:16, 4K · Seedream 4.5, Kling 3 · up to $4.00 · straight to the film',
  )
})

test('says that each order is shown before it is paid', () => {
  expect(optionsWords({ line: '', options: { stops: 'before_paid' }, estimate: undefined })).toBe(
    '3:2, 2K · a stop before paying and after every stage',
  )
})

test('keeps to what is known until the rest is', () => {
  expect(optionsWords({ line: '', options: {}, estimate: undefined })).toBe('3:2, 2K · a stop after every stage')
})
