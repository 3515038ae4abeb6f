import { Option } from 'commander'
import { userCacheFolder } from '../files/userCacheFolder.ts'
import { MediaError } from '../MediaError.ts'
import { stitchFilm } from '../stitch/stitchFilm.ts'
import { motions, type StitchFilmOptions, x264Presets } from '../stitch/stitchOptions.ts'
import type { DefineCommand } from './CommandContext.ts'
import { easingNames } from './easingNames.ts'
import { number } from './number.ts'
import { progressLine } from './progressLine.ts'

interface Flags extends Omit<StitchFilmOptions, 'clips' | 'secondsPerClip' | 'music' | 'cache'> {
  seconds: number
  music?: string
  musicOffset?: number
  cache: string | false
  json?: boolean
}

export const stitchCommand: DefineCommand = (command, { print, signal }) => {
  command
    .argument(
      '<clip...>',
      'clips, in the film’s order. The first gives the film its size; others are scaled to fill it, and refused where that cuts off more than half',
    )
    .requiredOption('--out <film>', 'the film, an MP4: .mp4 or .m4v')
    .option('--easing <curve>', 'a name, or x1,y1,x2,y2 (media curve draws one)', 'dramaticSwoop')
    .option('--seconds <s>', 'length of each clip in the film', number, 1.5)
    .option('--fps <n>', 'frames per second', number, 60)
    .addOption(new Option('--preset <name>', 'of x264').choices(x264Presets).default('medium'))
    .option('--crf <n>', 'of x264: 1 is best, 51 worst', number, 18)
    .addOption(
      new Option('--motion <how>', 'mix the frames of slow parts, or move what is in them (slower)')
        .choices(motions)
        .default('blend'),
    )
    .option('--loop', 'dissolve the end into the beginning')
    .option('--music <file>', 'a sound laid under the film: cut or repeated, faded, at -16 LUFS')
    .option('--music-offset <s>', 'where in the music the film begins (default: 0)', number)
    .option('--cache <dir>', 'keeps the encoded clips, up to 1 GB, so that the next film need not', userCacheFolder())
    .option('--no-cache', 'keep nothing')
    .addHelpText('after', easingNames())
    .action(async (clips: string[], { seconds, music, musicOffset, cache, json: _, ...flags }: Flags) => {
      if (music === undefined && musicOffset !== undefined) {
        throw new MediaError('wrongUse', 'There is no music to begin at an offset.', 'Name it with --music.')
      }
      const film = await stitchFilm({
        ...flags,
        clips,
        secondsPerClip: seconds,
        music: music === undefined ? undefined : { file: music, offset: musicOffset },
        cache: cache === false ? undefined : cache,
        signal,
        onProgress: progressLine,
      })
      const sound = film.music ? `, music at ${film.music.loudnessLufs.toFixed(1)} LUFS` : ''
      const text = `${film.file}: ${film.durationSeconds} s, ${film.frames} frames, ${film.width}×${film.height}${sound}`
      for (const warning of film.warnings) process.stderr.write(`${warning}\n`)
      print({ data: film, text })
    })
}
