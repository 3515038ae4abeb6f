import { InvalidArgumentError, Option } from 'commander'
import { type CropSheetOptions, cropSheet } from '../crop/cropSheet.ts'
import { frameRatios } from '../geometry/frameRatio.ts'
import { MediaError } from '../MediaError.ts'
import type { DefineCommand } from './CommandContext.ts'
import { number } from './number.ts'

type Flags = Omit<CropSheetOptions, 'sheet' | 'outDir' | 'signal'> & { out: string }

export const cropCommand: DefineCommand = (command, { print, signal }) => {
  command
    .argument('<sheet>', 'a picture of several pictures in rows')
    .requiredOption('--out <dir>', 'folder for the frames')
    .option('--rows <n>', 'rows of the sheet (default: 2)', number)
    .option('--cols <n>', 'columns of the sheet (default: 3)', number)
    .option('--lines <x,x/y>', 'where to cut, if you know better: px from the left, a slash, px from the top', lines)
    .addOption(new Option('--ratio <w:h>', 'trim every frame to it').choices(frameRatios))
    .action(async (sheet: string, { out, ...flags }: Flags) => {
      const data = await cropSheet({ ...flags, sheet, outDir: out, signal }).catch(nameOptions)
      print({ data, text: data.frames.map(({ file }) => file).join('\n') })
    })
}

/** What a person can say of a sheet in which no grid was found, by the options of this command. */
function nameOptions(error: unknown): never {
  if (!(error instanceof MediaError) || error.code !== 'notAGrid') throw error
  const hint = 'Say how it is divided: --rows 3 --cols 3, or --lines 683,1365/439. Or make a sheet with plain gutters.'
  throw new MediaError(error.code, error.message, hint, { cause: error })
}

function lines(text: string): { x: number[]; y: number[] } {
  const [x, y, ...rest] = text.split('/').map((side) => (side === '' ? [] : side.split(',').map(number)))
  if (!x || !y || rest.length > 0) throw new InvalidArgumentError('It must be like 683,1365/439.')
  return { x, y }
}
