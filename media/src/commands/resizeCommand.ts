import { Option } from 'commander'
import { frameRatios } from '../geometry/frameRatio.ts'
import { fits, type ResizeImagesOptions, resizeImages } from '../resize/resizeImages.ts'
import type { DefineCommand } from './CommandContext.ts'

type Flags = Omit<ResizeImagesOptions, 'files' | 'outDir' | 'signal'> & { out: string }

export const resizeCommand: DefineCommand = (command, { print, signal }) => {
  command
    .argument('<frame...>', 'pictures, which may differ in size')
    .requiredOption('--out <dir>', 'folder for frame-1-9x16.png and on')
    .addOption(new Option('--ratio <w:h>', 'width to height').choices(frameRatios).makeOptionMandatory())
    .addOption(new Option('--fit <how>', 'keep the subject, or keep everything').choices(fits).default('crop'))
    .action(async (files: string[], { out, ...flags }: Flags) => {
      const frames = await resizeImages({ ...flags, files, outDir: out, signal })
      print({ data: { frames }, text: frames.map(({ file }) => file).join('\n') })
    })
}
