import { expect, test } from 'vitest'
import { drawBlur } from './drawBlur.ts'

test('a blur is drawn as a PNG, once for each', () => {
  const thumbhash = '1QcSHQRnh493V4dIh4eXh1h4kJUI'
  const url = drawBlur(thumbhash)
  expect(url).toMatch(/^url\(data:image\/png;base64,[\w+/=]+\)$/)
  expect(drawBlur(thumbhash)).toBe(url)
  expect(drawBlur('3OcRJYB4d3h/iIeHeEh3eIhw+j3A')).not.toBe(url)
})
