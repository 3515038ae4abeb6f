import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type CropSheetOptions, cropSheet } from './crop/cropSheet.ts'
import { drawCurve } from './curve/drawCurve.ts'
import { easing } from './curve/easing.ts'
import { MediaError } from './MediaError.ts'
import { previewClip, previewImage } from './preview/previewMedia.ts'
import { probeMedia } from './probe/probeMedia.ts'
import { frameRatios } from './resize/frameRatio.ts'
import { fits, type ResizeImagesOptions, resizeImages } from './resize/resizeImages.ts'
import { type Progress, type StitchFilmOptions, stitchFilm, x264Presets } from './stitch/stitchFilm.ts'

/** What a command came to: `data` for --json, `text` for a person. */
interface Outcome {
  data: object
  text: string
}

const stop = new AbortController()
// The listener stays: once none is left, the library that runs FFmpeg ends this process before it has tidied up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())

process.exitCode = await run(process.argv)

/** Runs one command; returns the exit code: 0 done, 1 could not, 2 wrong use. */
async function run(argv: string[]): Promise<0 | 1 | 2> {
  const json = argv.includes('--json')
  try {
    await buildProgram((outcome) => {
      process.stdout.write(`${json ? JSON.stringify(outcome.data) : outcome.text}\n`)
    }).parseAsync(argv)
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof MediaError)) throw error
    const { code, message, hint } = error
    if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`)
    process.stderr.write(`${message}\n${hint}\n`)
    return code === 'wrongUse' ? 2 : 1
  }
}

function buildProgram(print: (outcome: Outcome) => void): Command {
  const program = new Command('media')
    .description('Crop, resize, stitch, preview: what a shoot does to its files.')
    .exitOverride()
    .showHelpAfterError('(media help COMMAND says how)')
  const command = (usage: string, description: string) =>
    program.command(usage).description(description).option('--json', 'print one JSON object')

  command('crop <sheet>', 'cut a contact sheet into its pictures')
    .requiredOption('--out <dir>', 'folder for the frames')
    .option('--rows <n>', 'rows of the sheet', number, 2)
    .option('--cols <n>', 'columns of the sheet', number, 3)
    .addOption(new Option('--ratio <w:h>', 'trim every frame to it').choices(frameRatios))
    .action(async (sheet: string, { out, rows, cols, ratio }: Flags<CropSheetOptions>) => {
      const data = await cropSheet({ sheet, outDir: out, rows, cols, ratio })
      print({ data, text: data.frames.map(({ file }) => file).join('\n') })
    })

  command('resize <frame...>', 'bring pictures to one ratio and size')
    .requiredOption('--out <dir>', 'folder for the pictures')
    .addOption(new Option('--ratio <w:h>', 'width to height').choices(frameRatios).makeOptionMandatory())
    .addOption(new Option('--fit <how>', 'keep the subject, or keep everything').choices(fits).default('crop'))
    .action(async (files: string[], { out, ratio, fit }: Flags<ResizeImagesOptions>) => {
      const frames = await resizeImages({ files, ratio, outDir: out, fit })
      print({ data: { frames }, text: frames.map(({ file }) => file).join('\n') })
    })

  command('stitch <clip...>', 'retime clips by a speed curve and join them into a film')
    .requiredOption('--out <film>', 'the film, an MP4')
    .option('--easing <curve>', 'a name, or x1,y1,x2,y2', 'dramaticSwoop')
    .option('--seconds <s>', 'length of each clip in the film', number, 1.5)
    .option('--fps <n>', 'frames per second', number, 60)
    .addOption(new Option('--preset <name>', 'of x264').choices(x264Presets).default('medium'))
    .option('--crf <n>', 'of x264: 0 is lossless, 51 worst', number, 18)
    .option('--loop', 'dissolve the end into the beginning')
    .action(async (clips: string[], flags: Flags<StitchFilmOptions> & { seconds: number }) => {
      const onProgress = progressLine()
      const data = await stitchFilm({ ...flags, clips, secondsPerClip: flags.seconds, signal: stop.signal, onProgress })
      print({
        data,
        text: `${data.file}: ${data.durationSeconds} s, ${data.frames} frames, ${data.width}×${data.height}`,
      })
    })

  command('preview <file>', 'make a small WebP of a picture, or of a clip’s first frame')
    .option('--width <px>', 'of the preview', number, 512)
    .option('--out <file>', 'the WebP; beside the file unless said')
    .action(async (file: string, { width, out = `${file}.preview.webp` }: { width: number; out?: string }) => {
      const preview = (await probeMedia(file)).kind === 'picture' ? previewImage : previewClip
      const data = await preview({ file, width, out })
      print({ data, text: data.file })
    })

  command('probe <file>', 'say what a file is, from reading it').action(async (file: string) => {
    const data = await probeMedia(file)
    print({ data, text: JSON.stringify(data, null, 2) })
  })

  command('curve <easing>', 'a speed curve as numbers and as an SVG').action((spec: string) => {
    const data = drawCurve(easing(spec))
    print({ data, text: data.svg })
  })
  return program
}

/** A command's options as commander hands them over: `--out` stands for the one place that is written. */
type Flags<T> = T & { out: string }

function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.')
  return value
}

/** Tells progress on standard error: in place on a terminal, a line for each tenth elsewhere. */
function progressLine(): (progress: Progress) => void {
  const { stderr } = process
  let told = -1
  return ({ fraction, etaMs }) => {
    const left = etaMs === undefined ? '' : `, ${Math.ceil(etaMs / 1000)} s left`
    const line = `${Math.floor(fraction * 100)} %${left}`
    if (stderr.isTTY) stderr.write(`\r\x1b[K${line}${fraction === 1 ? '\n' : ''}`)
    else if (Math.floor(fraction * 10) > told) stderr.write(`${line}\n`)
    told = Math.max(told, Math.floor(fraction * 10))
  }
}
