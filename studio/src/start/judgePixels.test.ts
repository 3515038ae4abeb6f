import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { isSamePicture } from './isSamePicture.ts'
import { judgePixels } from './judgePixels.ts'

const SAMPLES = ['model.png', 'garment.png', 'accessory.png', 'location.jpg']

const sample = (name: string) => sharp(new URL(`../../../samples/${name}`, import.meta.url).pathname)

/** Judges a picture as the page does: scaled to 512 px, with alpha. */
async function judge(picture: Sharp) {
  // Through a file, so that what was asked for before happens at the picture's own size.
  const small = sharp(await picture.png().toBuffer()).resize(512, 512, { fit: 'inside' })
  const { data, info } = await small.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return judgePixels({ data, width: info.width, height: info.height })
}

const sheet = (background: string) => sharp({ create: { width: 600, height: 800, channels: 3, background } })

test.each(SAMPLES)('the sample %s has no flaw', async (name) => {
  expect((await judge(sample(name))).flaws).toEqual([])
})

test.each(SAMPLES)('%s out of focus is blurred, and a little soft is not', async (name) => {
  expect((await judge(sample(name).blur(12))).flaws).toEqual(['blurred'])
  expect((await judge(sample(name).blur(1))).flaws).toEqual([])
})

test('a picture with hardly any light is dark, and one figure before black is not', async () => {
  expect((await judge(sample('model.png').linear(0.15, 0))).flaws).toEqual(['dark'])
  const figure = await sample('model.png').resize(300).png().toBuffer()
  expect((await judge(sheet('black').composite([{ input: figure }]))).flaws).toEqual([])
})

test('one colour is plain, whichever; black is dark, and says no more', async () => {
  expect((await judge(sheet('white'))).flaws).toEqual(['plain'])
  expect((await judge(sheet('#c23c26'))).flaws).toEqual(['plain'])
  expect((await judge(sheet('black'))).flaws).toEqual(['dark'])
})

test('what is transparent is white', async () => {
  expect((await judge(sheet('black').ensureAlpha(0))).flaws).toEqual(['plain'])
})

test('a copy is known again after it was scaled and compressed, another picture is not taken for it', async () => {
  const prints = await Promise.all(SAMPLES.map(async (name) => (await judge(sample(name))).fingerprint))
  for (const [index, name] of SAMPLES.entries()) {
    const jpeg = await sample(name).flatten({ background: 'white' }).resize(300).jpeg({ quality: 60 }).toBuffer()
    const copy = (await judge(sharp(jpeg))).fingerprint
    const same = prints.map((print) => print !== null && copy !== null && isSamePicture(print, copy))
    expect(same).toEqual(SAMPLES.map((_, other) => other === index))
  }
})

test('two sheets of one colour each are not taken for the same picture', async () => {
  expect((await judge(sheet('white'))).fingerprint).toBeNull()
})
