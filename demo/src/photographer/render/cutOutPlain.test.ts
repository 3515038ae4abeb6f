import sharp from 'sharp'
import { expect, it } from 'vitest'
import { cutOutPlain, hasPlainBackground } from './cutOutPlain.ts'
import { loadRaster } from './Raster.ts'

const draw = (content: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><filter id="b" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="9"/></filter><rect width="200" height="200" fill="#ebe9e4"/>${content}</svg>`,
    ),
  )
    .png()
    .toBuffer()

it.each(['#7d7d7d', '#101014', '#b01030'])('keeps a thing of %s and drops its soft shadow', async (fill) => {
  const shadow = '<rect x="60" y="70" width="90" height="90" fill="#222" fill-opacity=".5" filter="url(#b)"/>'
  const raster = await loadRaster(await draw(`${shadow}<rect x="60" y="60" width="80" height="80" fill="${fill}"/>`))
  const matte = cutOutPlain(raster)
  const at = (x: number, y: number) => matte[y * 200 + x]
  expect(hasPlainBackground(raster)).toBe(true)
  expect([at(100, 100), at(64, 64), at(136, 136)]).toEqual([1, 1, 1])
  expect([at(10, 10), at(100, 152), at(150, 110), at(100, 190)]).toEqual([0, 0, 0, 0])
})

it('sees that a photo of a place has no plain background', async () => {
  const raster = await loadRaster(await draw('<rect width="200" height="90" fill="#16306a"/>'))
  expect(hasPlainBackground(raster)).toBe(false)
})
