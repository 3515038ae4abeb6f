import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { repoRoot } from './repoRoot.ts'

/** A file as a person brings it. */
export type TestFile = { name: string; mimeType: string; buffer: Buffer }

/** One of `samples/`, under another name if one is given. */
export async function samplePhoto(sample: string, name = sample): Promise<TestFile> {
  const buffer = await readFile(join(repoRoot, 'samples', sample))
  return { name, mimeType: sample.endsWith('.png') ? 'image/png' : 'image/jpeg', buffer }
}

/** Pictures of 300 px that no two are alike, since each has its own coarse noise. */
export function unlikePhotos(count: number): Promise<TestFile[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const noise = Buffer.from(
        Array.from({ length: 48 }, (_, at) => (at * 89 + (index + 3) ** 3 * 31 * (at % 7)) % 256),
      )
      const image = sharp(noise, { raw: { width: 4, height: 4, channels: 3 } }).resize(300, 300, { kernel: 'nearest' })
      return { name: `more-${index + 1}.png`, mimeType: 'image/png', buffer: await image.png().toBuffer() }
    }),
  )
}

/** What of all that people bring is no photo for a shoot, by what is wrong with it. */
export async function badFiles() {
  const { buffer: model } = await samplePhoto('model.png')
  const side = (width: number) => sharp(model).resize(width, width).png().toBuffer()
  const file = (name: string, buffer: Buffer, mimeType = 'image/png'): TestFile => ({ name, mimeType, buffer })
  return {
    words: file('note.png', Buffer.from('only words')),
    // As every MP4 begins: ISO/IEC 14496-12, section 4.3.
    video: file('walk.mp4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), 'video/mp4'),
    damaged: file('torn.png', model.subarray(0, model.length / 2)),
    small: file('tiny.png', await side(40)),
    dark: file('night.png', await sharp(model).linear(0.12).png().toBuffer()),
  }
}
