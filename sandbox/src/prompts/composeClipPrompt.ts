import type { CameraMovement, Preset } from '@fashion-shoot/protocol'

/** Kling's limit, characters. */
const MAX_CHARACTERS = 2500

type Clip = {
  movement: CameraMovement
  /** The person's own words for the movement, instead of the preset's. */
  directed: string | undefined
  /** The angles of the first and the last frame. */
  from: Preset
  to: Preset
}

/** The prompt of the clip that moves from one frame to the next. */
export function composeClipPrompt({ movement, directed, from, to }: Clip): string {
  const prompt = [
    `${directed ?? movement.prompt}.`.replace(/\.\.$/, '.'),
    `The shot starts as a ${from.label.toLowerCase()} and ends as a ${to.label.toLowerCase()}.`,
    'One continuous take without a cut: the camera moves smoothly at an even speed, and the person, clothes, place and light stay the same.',
    'The model breathes and holds the pose; fabric and hair follow the air of the movement. Hands and face keep their shape.',
  ].join(' ')
  return prompt.slice(0, MAX_CHARACTERS)
}
