import { expect, test } from 'vitest'
import { asset } from '../../dev/boardFixtures.ts'
import { pictureChoice, pictureUrl } from './pictureUrl.ts'

const plain = asset('hero', { second: 1, width: 1200, height: 800 })
const previewed = { ...plain, hasPreview: true }
const url = `/api/media/${plain.id}`

test('an asset is shown by its own pixels until there is a small picture of it', () => {
  expect(pictureUrl(plain, 'preview')).toBe(url)
  expect(pictureChoice(plain)).toBeUndefined()
  expect(pictureUrl(previewed, 'preview')).toBe(`${url}?preview`)
  expect(pictureUrl(previewed, 'full')).toBe(url)
})

test('the browser is told how wide each of the two is', () => {
  expect(pictureChoice(previewed)).toBe(`${url}?preview 512w, ${url} 1200w`)
  expect(pictureChoice({ ...previewed, width: 800, height: 1600 })).toBe(`${url}?preview 256w, ${url} 800w`)
  expect(pictureChoice({ ...previewed, width: 300, height: 200 })).toBeUndefined()
})
