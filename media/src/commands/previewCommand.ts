import { MediaError } from '../MediaError.ts'
import { previewClip } from '../preview/previewClip.ts'
import { previewImage } from '../preview/previewImage.ts'
import type { DefineCommand } from './CommandContext.ts'
import { number } from './number.ts'

export const previewCommand: DefineCommand = (command, { print, signal }) => {
  command
    .argument('<file>', 'a picture or a clip')
    .option('--width <px>', 'of the preview, 16 to 4096', number, 512)
    .option('--out <file>', 'the WebP; FILE.preview.webp unless said. A clip’s strip gets its name with .strip.webp')
    .action(async (file: string, { width, out = `${file}.preview.webp` }: { width: number; out?: string }) => {
      const options = { file, out, width, signal }
      const data = await previewImage(options).catch((error: unknown) => {
        if (!(error instanceof MediaError) || error.code !== 'notMedia') throw error
        return previewClip({ ...options, strip: `${out.replace(/\.webp$/, '')}.strip.webp` })
      })
      print({ data, text: 'strip' in data && data.strip ? `${data.file}\n${data.strip.file}` : data.file })
    })
}
