import { LIMITS } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { checkPhoto } from './checkPhoto.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]
const WEBP = [...new TextEncoder().encode('RIFF\0\0\0\0WEBP')]
const photo = (bytes: number[]) => new File([new Uint8Array(bytes)], 'photo.png')
const NO_FLAW = { flaws: [], fingerprint: null }
const measuring = (width: number, height: number) => async () => ({ width, height, pixels: null })
const troubleOf = async (...asked: Parameters<typeof checkPhoto>) => {
  const check = await checkPhoto(...asked)
  return 'trouble' in check ? check.trouble : null
}

test.each([
  ['PNG', PNG],
  ['JPEG', [0xff, 0xd8, 0xff, 0xe0]],
  ['WebP', WEBP],
])('a %s of a good size serves', async (_, bytes) => {
  expect(await checkPhoto(photo(bytes), measuring(1200, 800))).toEqual(NO_FLAW)
})

test('a text file named .png is told from a picture', async () => {
  const text = new File(['hello, I am text'], 'photo.png', { type: 'image/png' })
  expect(await troubleOf(text, measuring(1200, 800))).toContain('not a PNG, JPEG or WebP')
})

test('a damaged picture', async () => {
  const broken = () => Promise.reject(new Error('could not decode'))
  expect(await troubleOf(photo(PNG), broken)).toContain('damaged')
})

test('too small and too large, with the size and the limit', async () => {
  expect(await troubleOf(photo(PNG), measuring(900, 40))).toContain('900 × 40 px; its shorter side needs 256')
  expect(await troubleOf(photo(PNG), measuring(16_000, 900))).toContain('16000 × 900 px; 12000 is the limit')
})

test('too heavy is refused before it is read', async () => {
  const heavy = new File([new Uint8Array(LIMITS.photoBytes + 1)], 'photo.png')
  const neverRead = () => Promise.reject(new Error('read'))
  expect(await troubleOf(heavy, neverRead)).toContain('30 MB is the limit')
})

test('a photo of a good size is looked at', async () => {
  const black = {
    data: new Uint8Array(64 * 64 * 4).fill(255).map((_, index) => (index % 4 === 3 ? 255 : 0)),
    width: 64,
    height: 64,
  }
  const dark = async () => ({ width: 1200, height: 800, pixels: black })
  expect(await checkPhoto(photo(PNG), dark)).toMatchObject({ flaws: ['dark'] })
})
