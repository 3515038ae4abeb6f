import { Option } from 'commander'
import { type StitchFilmOptions, stitchFilm, x264Presets } from '../stitch/stitchFilm.ts'
import type { DefineCommand } from './CommandContext.ts'
import { number } from './number.ts'
import { progressLine } from './progressLine.ts'

interface Flags extends Omit<StitchFilmOptions, 'clips' | 'secondsPerClip' | 'music'> {
  seconds: number
  music?: string
  musicOffset: number
  json?: boolean
}

export const stitchCommand: DefineCommand = (command, { print, signal }) => {
  command
    .argument('<clip...>', 'clips, in the film’s order')
    .requiredOption('--out <film>', 'the film, an MP4')
    .option('--easing <curve>', 'a name, or x1,y1,x2,y2 (media curve draws one)', 'dramaticSwoop')
    .option('--seconds <s>', 'length of each clip in the film', number, 1.5)
    .option('--fps <n>', 'frames per second', number, 60)
    .addOption(new Option('--preset <name>', 'of x264').choices(x264Presets).default('medium'))
    .option('--crf <n>', 'of x264: 0 is lossless, 51 worst', number, 18)
    .option('--loop', 'dissolve the end into the beginning')
    .option('--music <file>', 'a sound laid under the film: cut or repeated, faded, at -16 LUFS')
    .option('--music-offset <s>', 'where in the music the film begins', number, 0)
    .action(async (clips: string[], { seconds, music, musicOffset, json: _, ...flags }: Flags) => {
      const film = await stitchFilm({
        ...flags,
        clips,
        secondsPerClip: seconds,
        music: music === undefined ? undefined : { file: music, offset: musicOffset },
        signal,
        onProgress: progressLine(),
      })
      const text = `${film.file}: ${film.durationSeconds} s, ${film.frames} frames, ${film.width}×${film.height}`
      print({ data: film, text })
    })
}
