import { LIMITS } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { checkPhoto } from './checkPhoto.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]
const WEBP = [...new TextEncoder().encode('RIFF\0\0\0\0WEBP')]
const photo = (bytes: number[]) => new File([new Uint8Array(bytes)], 'photo.png')
const measuring = (width: number, height: number) => async () => ({ width, height })

test.each([
  ['PNG', PNG],
  ['JPEG', [0xff, 0xd8, 0xff, 0xe0]],
  ['WebP', WEBP],
])('a %s of a good size serves', async (_, bytes) => {
  expect(await checkPhoto(photo(bytes), measuring(1200, 800))).toBeNull()
})

test('a text file named .png is told from a picture', async () => {
  const text = new File(['hello, I am text'], 'photo.png', { type: 'image/png' })
  expect(await checkPhoto(text, measuring(1200, 800))).toContain('not a PNG, JPEG or WebP')
})

test('a damaged picture', async () => {
  const broken = () => Promise.reject(new Error('could not decode'))
  expect(await checkPhoto(photo(PNG), broken)).toContain('damaged')
})

test('too small and too large, with the size and the limit', async () => {
  expect(await checkPhoto(photo(PNG), measuring(900, 40))).toContain('900 × 40 px; its shorter side needs 256')
  expect(await checkPhoto(photo(PNG), measuring(16_000, 900))).toContain('16000 × 900 px; 12000 is the limit')
})

test('too heavy is refused before it is read', async () => {
  const heavy = new File([new Uint8Array(LIMITS.photoBytes + 1)], 'photo.png')
  const neverRead = () => Promise.reject(new Error('read'))
  expect(await checkPhoto(heavy, neverRead)).toContain('30 MB is the limit')
})
