import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** What no command may take for a picture, by file name. Each has a few hundred kB at most. */
export async function hostilePictures(): Promise<Record<string, Buffer | string>> {
  const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  const svg = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99">${inside}</svg>`
  return {
    'empty.jpg': '',
    'words.jpg': 'no picture',
    'half.jpg': photo.subarray(0, photo.length / 2),
    'header-30000.png': png(30_000, 30_000, 8, Buffer.alloc(100)),
    'deep.png': png(8000, 8000, 16, Buffer.alloc(100)),
    'lying-6400.avif': await lyingAvif(),
    'bomb-144mp.png': png(12_000, 12_000, 1, Buffer.alloc(12_000 * 1501)),
    'lying-65500.jpg': lyingJpeg(photo),
    'include.svg': svg('<image xlink:href="file:///etc/hostname" width="9" height="9"/>'),
    'include.png': svg('<image xlink:href="file:///etc/hostname" width="9" height="9"/>'),
    'entities.png': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>${svg('<text>&e;</text>')}`,
    'paper.png': '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  }
}

/** Pictures that hide something heavy or odd: a command may refuse them or do its work, within its limits. */
export async function heavyPictures(): Promise<Record<string, Buffer>> {
  const noise = Buffer.from(Array.from({ length: 8 * 8 * 40 * 3 }, (_, i) => (i * 7919) % 251))
  const raw = { width: 8, height: 8 * 40, channels: 3, pageHeight: 8 } as const
  return {
    'profile-bomb.png': png(8, 8, 1, Buffer.alloc(8 * 2), [
      ['iCCP', Buffer.concat([Buffer.from('icc\0\0'), deflateSync(Buffer.alloc(60_000_000))])],
    ]),
    'text-bomb.png': png(8, 8, 1, Buffer.alloc(8 * 2), [
      ['zTXt', Buffer.concat([Buffer.from('Title\0\0'), deflateSync(Buffer.alloc(60_000_000))])],
    ]),
    'lying-65535.gif': gif(65_535, 65_535, 1),
    'endless.tif': tiff(1, true),
    'bomb-118mp.png': png(10_900, 10_900, 1, Buffer.alloc(10_900 * 1364)),
    'pages.tif': tiff(5000, false),
    'pages.gif': gif(64, 64, 5000),
    'moves.webp': await sharp(noise, { raw }).webp().toBuffer(),
  }
}

/** A PNG (ISO/IEC 15948) with the given rows, filter bytes included: greyscale, or with 16 bits RGBA. */
function png(width: number, height: number, depth: 1 | 8 | 16, rows: Buffer, more: [string, Buffer][] = []): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = depth
  header[9] = depth === 16 ? 6 : 0
  const chunks: [string, Buffer][] = [['IHDR', header], ...more, ['IDAT', deflateSync(rows)], ['IEND', Buffer.alloc(0)]]
  const parts = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  })
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

/** The same JPEG with a frame header of 65500 × 65500. */
function lyingJpeg(photo: Buffer): Buffer {
  const bytes = Buffer.from(photo)
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  bytes.writeUInt16BE(65_500, frame + 5)
  bytes.writeUInt16BE(65_500, frame + 7)
  return bytes
}

/** An AVIF of a few bytes whose header says 6400 × 6400: the decoder would take 800 MB. */
async function lyingAvif(): Promise<Buffer> {
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
  const bytes = await picture.avif().toBuffer()
  const size = bytes.indexOf('ispe')
  bytes.writeUInt32BE(6400, size + 8)
  bytes.writeUInt32BE(6400, size + 12)
  return bytes
}

/** A GIF89a of one-pixel frames on a screen of the given size. */
function gif(width: number, height: number, frames: number): Buffer {
  const head = Buffer.from('GIF89a....\x80\0\0\0\0\0\xff\xff\xff', 'latin1')
  head.writeUInt16LE(width, 6)
  head.writeUInt16LE(height, 8)
  const frame = Buffer.from('2c000000000100010000' + '0202440100', 'hex')
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

/** A TIFF 6.0 of pages of one grey pixel; with `endless` the last page is followed by the first. */
function tiff(pages: number, endless: boolean): Buffer {
  const tags = [
    [256, 1],
    [257, 1],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, 1],
    [279, 1],
  ] as const
  const size = 2 + tags.length * 12 + 4
  const bytes = Buffer.alloc(9 + pages * size)
  bytes.write('II*\0', 'latin1')
  bytes.writeUInt32LE(9, 4)
  for (let page = 0; page < pages; page++) {
    const at = 9 + page * size
    bytes.writeUInt16LE(tags.length, at)
    for (const [i, [tag, value]] of tags.entries()) {
      bytes.writeUInt16LE(tag, at + 2 + i * 12)
      bytes.writeUInt16LE(4, at + 4 + i * 12)
      bytes.writeUInt32LE(1, at + 6 + i * 12)
      bytes.writeUInt32LE(value, at + 10 + i * 12)
    }
    const next = page + 1 < pages ? at + size : endless ? 9 : 0
    bytes.writeUInt32LE(next, at + size - 4)
  }
  return bytes
}
