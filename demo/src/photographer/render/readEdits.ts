/** Which simple changes an editing instruction asks for. */
export type EditStep =
  | { kind: 'background'; colour: string }
  | { kind: 'tint'; colour: string; strength: number }
  | { kind: 'brightness' | 'contrast' | 'saturation'; factor: number }
  | { kind: 'monochrome' | 'mirror' }
  | { kind: 'zoom'; factor: number }
  | { kind: 'tilt'; degrees: number }
  | { kind: 'soften' }

const COLOURS: Record<string, string> = {
  black: '#08080a',
  white: '#f4f3f0',
  grey: '#85868a',
  gray: '#85868a',
  red: '#c8202c',
  blue: '#1f45c8',
  green: '#1c8a4c',
  yellow: '#f2c32a',
  orange: '#e8741e',
  pink: '#f08ab4',
  purple: '#6a35c0',
  beige: '#d8c7ab',
  brown: '#6a4630',
  teal: '#12807c',
  gold: '#d0a12e',
  navy: '#12204e',
}
const NAMES = Object.keys(COLOURS).join('|')

/** Each pattern with the change it stands for. */
const SIMPLE: [RegExp, EditStep][] = [
  [/\b(warmer|warm (light|tones?)|golden)\b/i, { kind: 'tint', colour: '#ffb066', strength: 0.3 }],
  [/\b(cooler|colder|cool (light|tones?))\b/i, { kind: 'tint', colour: '#6fa8ff', strength: 0.3 }],
  [/\b(brighter|lighter|more light|overexpos\w*|brighten)\b/i, { kind: 'brightness', factor: 1.28 }],
  [/\b(darker|moodier|less light|low[- ]key|darken)\b/i, { kind: 'brightness', factor: 0.68 }],
  [/\b(more contrast|contrastier|punchier|harder light|hard flash)\b/i, { kind: 'contrast', factor: 1.3 }],
  [/\b(less contrast|flatter|softer light|soft light)\b/i, { kind: 'contrast', factor: 0.76 }],
  [/\b(more (saturat\w+|colou?r\w*)|vivid|saturated)\b/i, { kind: 'saturation', factor: 1.45 }],
  [/\b(muted|desaturat\w+|less (saturat\w+|colou?r\w*))\b/i, { kind: 'saturation', factor: 0.5 }],
  [/\b(black[- ]and[- ]white|monochrome|b&w)\b/i, { kind: 'monochrome' }],
  [/\b(mirror\w*|flip\w*|other side|other way)\b/i, { kind: 'mirror' }],
  [/\b(closer|tighter|zoom in|close[- ]up|crop in)\b/i, { kind: 'zoom', factor: 1.35 }],
  [/\b(wider|further (away|back)|farther|zoom out|step back)\b/i, { kind: 'zoom', factor: 0.78 }],
  [/\b(tilt\w*|dutch angle|rotate\w*)\b/i, { kind: 'tilt', degrees: 7 }],
  [/\b(blur\w*|dreamy|softer focus)\b/i, { kind: 'soften' }],
]

/** The steps in the order in which they are done; none when the words name nothing that can be done simply. */
export function readEdits(prompt: string): EditStep[] {
  const steps: EditStep[] = []
  const background =
    new RegExp(`\\b(?:background|backdrop|wall)\\b[^.;,]{0,30}?\\b(${NAMES})\\b`, 'i').exec(prompt) ??
    new RegExp(`\\b(${NAMES})\\b (?:studio |seamless )?(?:background|backdrop|wall)\\b`, 'i').exec(prompt)
  const colour = background?.[1] && COLOURS[background[1].toLowerCase()]
  if (colour) steps.push({ kind: 'background', colour })
  const light = new RegExp(`\\b(?:more )?(${NAMES})(?:dish|ish)? (?:light|gel|tint|tones?|glow)\\b`, 'i').exec(prompt)
  const lightColour = light?.[1] && COLOURS[light[1].toLowerCase()]
  if (lightColour) steps.push({ kind: 'tint', colour: lightColour, strength: 0.42 })
  for (const [words, step] of SIMPLE) if (words.test(prompt)) steps.push(step)
  return steps
}
