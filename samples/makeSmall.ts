/** Makes the copies of the reference pictures that the studio ships, for a first shoot: `node samples/makeSmall.ts`. */
import { mkdir, writeFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'

/** px, longer side: enough for the image models to work from */
const SIDE = 1024

const OUT = new URL('../studio/public/samples/', import.meta.url)

const sample = (name: string) => sharp(new URL(name, import.meta.url).pathname)
const whole = (name: string) => sample(name).resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })

const pictures: Record<string, Sharp> = {
  'model.webp': whole('model.png'),
  'garment.webp': whole('garment.png'),
  'accessory.webp': whole('accessory.png'),
  'location.webp': whole('location.jpg'),
  // What each look does is shown on this one.
  'face.webp': sample('model.png').extract({ left: 118, top: 8, width: 208, height: 260 }).resize(144, 180),
}

await mkdir(OUT, { recursive: true })
for (const [name, picture] of Object.entries(pictures)) {
  const bytes = await picture.webp({ quality: 86, effort: 6 }).toBuffer()
  await writeFile(new URL(name, OUT), bytes)
  console.log(`${name}: ${Math.round(bytes.length / 1000)} kB`)
}
