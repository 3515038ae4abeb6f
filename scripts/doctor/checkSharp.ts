import { type Finding, ok, wrong } from '../cloudflare/Finding.ts'

const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const

/** Whether sharp, which is built for each kind of machine, loads here, and writes and reads each format of photos. */
export async function checkSharp(): Promise<Finding> {
  try {
    const { default: sharp } = await import('sharp')
    const picture = sharp({ create: { width: 16, height: 16, channels: 3, background: 'teal' } })
    for (const format of FORMATS) await sharp(await picture.clone().toFormat(format).toBuffer()).stats()
    return ok(`sharp ${sharp.versions.sharp} (libvips ${sharp.versions.vips}): ${FORMATS.join(', ')}`)
  } catch (error) {
    const [first] = (error as Error).message.split('\n')
    return wrong(
      `sharp does not work here: ${first}\nType npm ci on this machine: what was installed on another kind does not run.`,
    )
  }
}
