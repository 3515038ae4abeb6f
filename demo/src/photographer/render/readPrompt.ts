/** What a prompt asks for, read from its words alone. */
import { type EditStep, readEdits } from './readEdits.ts'

export type Task = 'hero' | 'sheet' | 'edit'
export type Role = 'model' | 'garment' | 'accessory' | 'location' | 'style' | 'photograph'
export type BackdropName =
  | 'studio-grey'
  | 'studio-white'
  | 'studio-black'
  | 'industrial'
  | 'warm-daylight'
  | 'color-gel'
  | 'outdoor-urban'
  | 'city-dusk'

export type Instructions = {
  task: Task
  /** Roles that the prompt gives to pictures by number; the first picture is 1. */
  roles: Map<number, Role>
  backdrop: BackdropName
  /** Colours of light, as named: CSS colours. */
  gels: string[]
  look: { film: boolean; monochrome: boolean }
  /** Where the person stands, as a share of the width, and how far the person leans, degrees. */
  pose: { x: number; lean: number; closeness: number }
  edits: EditStep[]
}

const SHEET =
  /contact sheet|\b(2|two) rows\b|\b(3|three) columns\b|\b(2|two)\s*(x|×|by)\s*(3|three)\b|\bsix (angles|frames|framings|pictures|panels|shots)\b/i
const EDIT =
  /\bedit (this|the|image 1)\b|\bkeep (everything|all) else\b|\bchange only\b|\bsame (photo|photograph|picture|frame)\b/i

const ROLES: [Role, RegExp][] = [
  [
    'accessory',
    /\b(accessor\w+|sunglasses|eyeglasses|glasses|bag|handbag|hat|cap|belt|jewel\w+|necklace|earrings?|shoes?|boots?|scarf|watch)\b/i,
  ],
  [
    'garment',
    /\b(garments?|cloth\w*|outfit|jacket|coat|dress|shirt|blouse|sweater|hoodie|trousers|pants|jeans|skirt|suit|knitwear|top)\b/i,
  ],
  ['location', /\b(locations?|background|backdrop|scene|place|setting|street|city|room)\b/i],
  ['style', /\b(style|mood|look|reference for the light)\b/i],
  ['photograph', /\b(hero|photograph|frame|finished)\b/i],
  ['model', /\b(model|person|subject|woman|man|face|identity|character)\b/i],
]

/** More telling words come first: "city at dusk" is not just a city. */
const BACKDROPS: [BackdropName, RegExp][] = [
  ['city-dusk', /\b(dusk|twilight|blue hour|nightfall|neon|city at night|night street)\b/i],
  ['color-gel', /\b(colou?r(ed)?[- ]gels?|gel light\w*|gels?)\b/i],
  ['studio-black', /\b(studio[- ]black|black (studio|backdrop|background|seamless))\b/i],
  ['studio-white', /\b(studio[- ]white|white (studio|backdrop|background|seamless)|high[- ]key)\b/i],
  ['industrial', /\b(industrial|warehouse|concrete|factory|loft)\b/i],
  ['warm-daylight', /\b(warm[- ]daylight|daylight|golden hour|sunlit|sunlight|window light)\b/i],
  ['outdoor-urban', /\b(outdoor[- ]urban|urban|street|city|rooftop|alley|outdoors?)\b/i],
]

const GELS: Record<string, string> = {
  red: '#ff2436',
  magenta: '#ff2a9d',
  pink: '#ff5fa8',
  purple: '#7a2cff',
  violet: '#7a2cff',
  blue: '#1f4bff',
  cyan: '#12d4ff',
  teal: '#0fb5a8',
  green: '#19d36b',
  yellow: '#ffd21f',
  orange: '#ff7a18',
  amber: '#ffa51f',
}

function readRoles(prompt: string): Map<number, Role> {
  const roles = new Map<number, Role>()
  for (const [, number, text = ''] of prompt.matchAll(
    /\b(?:image|picture|reference) #?(\d{1,2})(?:\s*[:=(–—-]|\s+(?:is|are|shows?|as)\b)([^.;\n]*?)(?=\b(?:image|picture|reference) #?\d|[.;\n]|$)/gi,
  )) {
    const named = ROLES.map(([role, words]) => ({ role, at: text.search(words) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0]
    if (named && !roles.has(Number(number))) roles.set(Number(number), named.role)
  }
  return roles
}

function readPose(prompt: string) {
  if (/\blean(ing|s)?\b/i.test(prompt)) return { x: 0.45, lean: -4, closeness: 1 }
  if (/\b(seated|sitting|sits)\b/i.test(prompt)) return { x: 0.5, lean: 2, closeness: 1.1 }
  if (/\b(walk|walking|stride|striding)\b/i.test(prompt)) return { x: 0.54, lean: 3, closeness: 0.94 }
  if (/\b(dramatic|drama|sculptural)\b/i.test(prompt)) return { x: 0.52, lean: -6, closeness: 1.08 }
  if (/\b(relaxed|natural|candid)\b/i.test(prompt)) return { x: 0.48, lean: 2, closeness: 1 }
  return { x: 0.5, lean: 0, closeness: 1 }
}

/** @param pictureCount reference pictures that came with the prompt */
export function readPrompt(prompt: string, pictureCount: number): Instructions {
  const roles = readRoles(prompt)
  const assigned = [...roles.values()]
  const edit = EDIT.test(prompt) || (pictureCount === 1 && !assigned.some((role) => role !== 'photograph'))
  return {
    task: SHEET.test(prompt) ? 'sheet' : edit && pictureCount > 0 ? 'edit' : 'hero',
    roles,
    backdrop: BACKDROPS.find(([, words]) => words.test(prompt))?.[0] ?? 'studio-grey',
    gels: [...prompt.matchAll(new RegExp(`\\b(${Object.keys(GELS).join('|')})\\b`, 'gi'))]
      .map(([name]) => GELS[name.toLowerCase()] ?? '')
      .slice(0, 2),
    look: {
      film: /\b(film|velvia|kodak|analog\w*|flash|grain\w*|overexpos\w*)\b/i.test(prompt),
      monochrome: /\b(black[- ]and[- ]white|monochrome|b&w)\b/i.test(prompt),
    },
    pose: readPose(prompt),
    edits: readEdits(prompt),
  }
}
