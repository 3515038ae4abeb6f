import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { clipSlot, LOOP_CLIP, type Slot, slotFileName, slotName } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { defineTool } from './defineTool.ts'
import { finishStage } from './finishStage.ts'
import { isMediaError } from './isMediaError.ts'
import { mediaProgress } from './mediaProgress.ts'
import { CLIP_SLOTS, entryOf, listNumbers, requireActive } from './shoot.ts'
import { storeOutput } from './storeOutput.ts'
import { ToolError } from './ToolError.ts'
import { withFolder } from './withFolder.ts'

/** What the engine says of a clip that no other settings can help. */
const UNUSABLE = new Set(['damagedFile', 'notMedia', 'unsupported', 'tooLarge'])

export const stitchFilm = defineTool({
  name: 'stitch_film',
  description:
    'Joins the active clips into the film, each retimed by an easing curve. Free, takes up to a minute, less when only some clips are new; ends with the film checkpoint.',
  input: {
    easing: z
      .string()
      .max(60)
      .default('dramaticSwoop')
      .describe(
        'Speed curve of each clip: dramaticSwoop, gentleSwoop, cinematic, luxurious, linear, easeIn, easeOut, easeInOut, easeInOutSine, easeInOutExpo and the like, or four cubic-bezier numbers such as 0.85,0,0.15,1.',
      ),
    secondsPerClip: z.number().min(0.5).max(10).default(1.5).describe('Length of each clip in the film, seconds.'),
    fps: z
      .union([z.literal(24), z.literal(25), z.literal(30), z.literal(50), z.literal(60)])
      .default(60)
      .describe('Frames per second. 60 is smoothest; 24, 25 or 30 only when the person asks for it.'),
    loop: z
      .boolean()
      .default(false)
      .describe('True for a film that repeats without a jump; needs clip 6, from frame 6 back to frame 1.'),
  },
  async run({ easing, secondsPerClip, fps, loop }, context) {
    const { gateway, store, segmentsDir, signal } = context
    const shoot = await gateway.readShoot(signal)
    const slots = loop ? [...CLIP_SLOTS, clipSlot(LOOP_CLIP)] : CLIP_SLOTS
    const clips = slots.map((slot) => requireActive(shoot, slot, ...wordsOfMissing(slot)))
    const stale = slots.filter((slot) => entryOf(shoot, slot)?.stale)
    const stored = await Promise.all(clips.map((clip) => store.localFile(clip, signal)))
    const media = await import('@fashion-shoot/media')
    return withFolder(async (folder) => {
      // The engine speaks of a clip by its file's name, so that name says which clip of the shoot it is.
      const files = slots.map((slot) => join(folder, slotFileName(slot, 'video/mp4')))
      await Promise.all(files.map((file, index) => symlink(stored[index] ?? '', file)))
      const film = await media
        .stitchFilm({
          clips: files,
          out: join(folder, 'film.mp4'),
          easing,
          secondsPerClip,
          fps,
          loop,
          cache: segmentsDir,
          signal,
          onProgress: mediaProgress('film', context.emit),
        })
        .catch((error: unknown) => {
          throw clipToRemake(error, slots) ?? error
        })
      await storeOutput(
        {
          slot: 'film',
          path: film.file,
          contentType: 'video/mp4',
          width: film.width,
          height: film.height,
          durationSeconds: film.durationSeconds,
          madeFrom: clips.map(({ id }) => id),
        },
        context,
      )
      const made = [
        `The film is stored: ${film.durationSeconds} s at ${film.fps} fps, ${film.width}×${film.height}.`,
        ...(stale.length === 0 ? [] : [`It shows stale clips: ${listNumbers(stale.map(slotName))}.`]),
        ...film.warnings,
      ]
      return finishStage('film', made.join(' '), context)
    })
  },
})

/** That a clip is not there, and what to do. */
function wordsOfMissing(slot: Slot): [told: string, advice: string] {
  return slot === clipSlot(LOOP_CLIP)
    ? [
        'A loop needs clip 6, from frame 6 back to frame 1.',
        'Call generate_clips with clips: [6], then stitch_film with loop: true.',
      ]
    : [`There is no ${slotName(slot)} yet.`, 'Call generate_clips without `clips`: it makes what is missing.']
}

/** What the director can do about a clip that cannot be read to its end; null for every other error. */
function clipToRemake(error: unknown, slots: readonly Slot[]): ToolError | null {
  if (!isMediaError(error) || !UNUSABLE.has(error.code)) return null
  const slot = slots.find((each) => error.message.includes(slotFileName(each, 'video/mp4')))
  if (slot === undefined) return null
  const number = slots.indexOf(slot) + 1
  return new ToolError(`The film was not made, and the film before it is kept: ${error.message}`, {
    advice: `Tell the person, and propose to make the ${slotName(slot)} again (generate_clips with clips: [${number}]), which costs money, then stitch_film.`,
    cause: error,
  })
}
