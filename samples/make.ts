/** Draws the reference pictures that are ours: `node samples/make.ts`. The same drawing comes out every time. */
import { writeFile } from 'node:fs/promises'
import { drawJacket } from './draw/drawJacket.ts'
import { drawStreet } from './draw/drawStreet.ts'
import { drawSunglasses } from './draw/drawSunglasses.ts'

const pictures = { 'garment.png': drawJacket, 'accessory.png': drawSunglasses, 'location.jpg': drawStreet }

for (const [name, draw] of Object.entries(pictures)) {
  const bytes = await draw()
  await writeFile(new URL(name, import.meta.url), bytes)
  console.log(`${name}: ${Math.round(bytes.length / 1000)} kB`)
}
