import { readFile, writeFile } from 'node:fs/promises'

/** Gives an MP4 a display matrix of a quarter turn, as a phone held upright does. Done by hand since FFmpeg's option for it differs by version. */
export async function turnClip(from: string, to: string): Promise<void> {
  const bytes = await readFile(from)
  const matrix = bytes.indexOf('tkhd') + 4 + 40
  const turned = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000]
  for (const [i, value] of turned.entries()) bytes.writeInt32BE(value, matrix + i * 4)
  await writeFile(to, bytes)
}
