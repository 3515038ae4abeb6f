import { join } from 'node:path'
import { clipSlot, LOOP_CLIP, slotName } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { defineTool } from './defineTool.ts'
import { finishStage } from './finishStage.ts'
import { mediaProgress } from './mediaProgress.ts'
import { CLIP_SLOTS, entryOf, listNumbers, requireActive } from './shoot.ts'
import { withFolder } from './withFolder.ts'

export const stitchFilm = defineTool({
  name: 'stitch_film',
  description:
    'Joins the active clips into the film at 60 fps, each retimed by an easing curve. Free, takes up to a minute, ends with the film checkpoint.',
  input: {
    easing: z
      .string()
      .max(60)
      .default('dramaticSwoop')
      .describe(
        'Speed curve of each clip: dramaticSwoop, gentleSwoop, cinematic, luxurious, linear, easeIn, easeOut, easeInOut, easeInOutSine, easeInOutExpo and the like, or four cubic-bezier numbers such as 0.85,0,0.15,1.',
      ),
    secondsPerClip: z.number().min(0.5).max(10).default(1.5).describe('Length of each clip in the film, seconds.'),
    loop: z
      .boolean()
      .default(false)
      .describe('True for a film that repeats without a jump; needs clip 6, from frame 6 back to frame 1.'),
  },
  async run({ easing, secondsPerClip, loop }, context) {
    const { gateway, store, signal } = context
    const shoot = await gateway.readShoot(signal)
    const slots = loop ? [...CLIP_SLOTS, clipSlot(LOOP_CLIP)] : CLIP_SLOTS
    const clips = slots.map((slot) =>
      requireActive(
        shoot,
        slot,
        slot === clipSlot(LOOP_CLIP)
          ? 'A loop needs clip 6, from frame 6 back to frame 1. Call generate_clips with clips: [6], then stitch_film with loop: true.'
          : `There is no ${slotName(slot)} yet. Call generate_clips without \`clips\`: it makes what is missing.`,
      ),
    )
    const stale = slots.filter((slot) => entryOf(shoot, slot)?.stale)
    const files = await Promise.all(clips.map((clip) => store.localFile(clip, signal)))
    const media = await import('@fashion-shoot/media')
    return withFolder(async (folder) => {
      const film = await media.stitchFilm({
        clips: files,
        out: join(folder, 'film.mp4'),
        easing,
        secondsPerClip,
        loop,
        signal,
        onProgress: mediaProgress('film', context.emit),
      })
      await store.store(
        {
          slot: 'film',
          path: film.file,
          contentType: 'video/mp4',
          width: film.width,
          height: film.height,
          durationSeconds: film.durationSeconds,
          madeFrom: clips.map(({ id }) => id),
        },
        signal,
      )
      const made = `The film is stored: ${film.durationSeconds} s at ${film.fps} fps, ${film.width}×${film.height}.`
      const note = stale.length === 0 ? '' : ` It shows stale clips: ${listNumbers(stale.map(slotName))}.`
      return finishStage('film', made + note, context)
    })
  },
})
