import { previewClip, previewImage } from '../preview/previewMedia.ts'
import { probeMedia } from '../probe/probeMedia.ts'
import type { DefineCommand } from './CommandContext.ts'
import { number } from './number.ts'

export const previewCommand: DefineCommand = (command, { print }) => {
  command
    .argument('<file>', 'a picture or a clip')
    .option('--width <px>', 'of the preview', number, 512)
    .option('--out <file>', 'the WebP; beside the file unless said')
    .action(async (file: string, { width, out = `${file}.preview.webp` }: { width: number; out?: string }) => {
      const preview = (await probeMedia(file)).kind === 'picture' ? previewImage : previewClip
      const data = await preview({ file, width, out })
      print({ data, text: data.file })
    })
}
