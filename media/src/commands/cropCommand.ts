import { Option } from 'commander'
import { type CropSheetOptions, cropSheet } from '../crop/cropSheet.ts'
import { frameRatios } from '../resize/frameRatio.ts'
import type { DefineCommand } from './CommandContext.ts'
import { number } from './number.ts'

type Flags = Omit<CropSheetOptions, 'sheet' | 'outDir'> & { out: string }

export const cropCommand: DefineCommand = (command, { print }) => {
  command
    .argument('<sheet>', 'a picture of several pictures in rows')
    .requiredOption('--out <dir>', 'folder for the frames')
    .option('--rows <n>', 'rows of the sheet', number, 2)
    .option('--cols <n>', 'columns of the sheet', number, 3)
    .addOption(new Option('--ratio <w:h>', 'trim every frame to it').choices(frameRatios))
    .action(async (sheet: string, { out, ...flags }: Flags) => {
      const data = await cropSheet({ ...flags, sheet, outDir: out })
      print({ data, text: data.frames.map(({ file }) => file).join('\n') })
    })
}
