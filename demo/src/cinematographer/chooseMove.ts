/**
 * How the camera travels through a clip, from its first frame to its tail. Distances are signed totals over the whole clip.
 */
export interface Move {
  readonly name: string
  /** Natural logarithm of the magnification gained: above 0 moves in, below 0 moves out. */
  readonly zoom: number
  /** How far the picture slides to the right, as a share of the frame's width. */
  readonly slideX: number
  /** How far the picture slides down, as a share of the frame's height. */
  readonly slideY: number
  /** How far the right edge turns away from the viewer, as a share of the frame's height. */
  readonly turn: number
  /** FFmpeg's xfade transition that uncovers the tail where the camera's travel brings it into view. */
  readonly uncover: string
}

const still = { zoom: 0, slideX: 0, slideY: 0, turn: 0 }
const pushIn: Move = { ...still, name: 'push in', zoom: 0.36, uncover: 'circleopen' }
const pullBack: Move = { ...still, name: 'pull back', zoom: -0.36, uncover: 'circleclose' }
// The camera's left is the picture's right: what the camera leaves behind moves the other way.
const dollyLeft: Move = { ...still, name: 'dolly left', slideX: 0.24, uncover: 'smoothright' }
const dollyRight: Move = { ...still, name: 'dolly right', slideX: -0.24, uncover: 'smoothleft' }
const craneUp: Move = { ...still, name: 'crane up', slideY: 0.24, uncover: 'smoothdown' }
const craneDown: Move = { ...still, name: 'crane down', slideY: -0.24, uncover: 'smoothup' }
const orbitLeft: Move = { ...still, name: 'orbit left', slideX: 0.16, turn: -0.44, uncover: 'smoothright' }
const orbitRight: Move = { ...still, name: 'orbit right', slideX: -0.16, turn: 0.44, uncover: 'smoothleft' }

const sideways = String.raw`(?:dolly|dollies|truck|track|pan|slide|glide|move|drift|sweep)\w*(?: \w+){0,3}?`
const upright = String.raw`(?:crane|tilt|boom|jib|pedestal|rise|lift|move|drift|sweep)\w*(?: \w+){0,3}?`

const vocabulary: readonly (readonly [RegExp, Move])[] = [
  [/\b(?:orbit|arc|circl|revolv|rotat)\w*(?: \w+){0,4}? (?:left|counter-?clockwise)\b/i, orbitLeft],
  [/\b(?:orbit|arcs|arcing|circl(?:e|es|ing) around|revolv|rotat)\w*/i, orbitRight],
  [
    /\b(?:push|zoom|dolly|dollies|move|track|truck)\w*(?: \w+){0,2}? (?:in|into|forward|closer|toward|towards)\b/i,
    pushIn,
  ],
  [/\b(?:pull|zoom|dolly|dollies|move|track|truck)\w*(?: \w+){0,2}? (?:back|backward|backwards|out|away)\b/i, pullBack],
  [new RegExp(String.raw`\b${sideways} left\b`, 'i'), dollyLeft],
  [new RegExp(String.raw`\b${sideways} right\b`, 'i'), dollyRight],
  [new RegExp(String.raw`\b(?:${upright} (?:down|downward|downwards)|lowers?|descend\w*)\b`, 'i'), craneDown],
  [new RegExp(String.raw`\b(?:${upright} (?:up|upward|upwards)|rises?|rising|ascend\w*)\b`, 'i'), craneUp],
]

/**
 * Reads the camera's movement from a prompt's words. The movement named first wins; a prompt that names none is a push-in.
 */
export function chooseMove(prompt: string): Move {
  let chosen = pushIn
  let earliest = Number.POSITIVE_INFINITY
  for (const [words, move] of vocabulary) {
    const at = prompt.search(words)
    if (at >= 0 && at < earliest) {
      earliest = at
      chosen = move
    }
  }
  return chosen
}
