/** Does the person agree? */
import { asksForChange } from './vocabulary.ts'

const PHRASES = [
  "(?:i(?:'m| am) )?(?:very |really |so )?happy with (?:it|this|that|them|these)",
  'no (?:further |more )?(?:changes?|notes?|complaints?|objections?|edits?)(?: (?:from me|needed))?',
  "(?:don'?t|do not) change (?:a thing|anything)",
  '(?:it |this |that |they |these |those |all |everything )?(?:looks?|is|are|reads?|feels?) (?:really |so |very |absolutely |pretty |all )?(?:good|great|nice|perfect|amazing|fine|right|wonderful|lovely|awesome|excellent|beautiful|fantastic|gorgeous|stunning)',
  "(?:it|that|this|they)'?(?:s|re) (?:really |so |very |all |just )?(?:good|great|nice|perfect|amazing|fine|right|wonderful|lovely|excellent|beautiful|fantastic)",
  'approv(?:ed?|ing|al)(?: (?:it|this|that|all|them))?',
  '(?:go|move|carry|keep) (?:on|ahead|going|forward)(?: with (?:it|this|that))?',
  'go for it|go|do it|continue|proceed|next(?: (?:stage|step|one|please))?|ship it|lgtm|take it|keep it',
  'yes|yep|yeah|yup|ye|y|ok|okay|okey|k|sure(?: thing)?|alright|all right|fine|good(?: job| work| stuff)?|great(?: job| work)?',
  'perfect|nice(?: work| job| one)?|excellent|beautiful|wonderful|awesome|amazing|brilliant|gorgeous|stunning|fantastic|super',
  "(?:i )?(?:love|like) (?:it|this|that|them|these|those|all of (?:it|them))|love it|that'?s it|works(?: for me)?|sounds good|why not|done|all good|agreed|accepted?|confirm(?:ed)?|green light",
  'weiter(?: so| bitte)?|mach weiter|ja|jawohl|jo|passt(?: so)?|gut|sehr gut|prima|toll|genehmigt|freigegeben|einverstanden|in ordnung|sieht (?:gut|toll|super) aus',
  "oui|d'accord|parfait|c'est bon|vale|sí|si|bueno|adelante|perfecto|va bene|avanti|sim",
  '👍|✅|👌|💯',
].join('|')

const PHRASE = new RegExp(`(?<![\\p{L}\\d])(?:${PHRASES})(?![\\p{L}\\d])`, 'giu')
const FILLER =
  /(?<![\p{L}\d])(?:please|thanks|thank you|bitte|danke|now|then|with|the|this|that|it|to|and|i|we|you|us|let'?s|let|all|so|very|really|just|wow|oh|hey|hi|great|for|me|can|could|may|think|am|is|are|of|on|as|well|absolutely|totally|definitely|one|version|stage|step|image|shot|picture|hero|contact|sheet|frames?|clips?|film|movie|video|das|bild|so|es|my|here)(?![\p{L}\d])/giu
const FRAME =
  /(?<![\p{L}\d])(?:have|just|lets|make|making|with|want|need|give|do|get|generate|an?|in|once|more|another|again|be|use|try|clips?|would|could|like|should|version|format|but|too|also|go|put|shall|must|rest|without|instagram)(?![\p{L}\d])/giu
const DOUBT =
  /(?<![\p{L}\d])(?:not|isn'?t|don'?t|doesn'?t|aren'?t|never|no|nope|nein|nicht|hardly|but|except|though|however|only|aber)(?![\p{L}\d])/iu

export type Approval = { approved: boolean; rest: string }

/** Looks for agreement; `rest` is what the words say besides. */
export function readApproval(text: string): Approval {
  const rest = text.replace(PHRASE, ' ')
  if (rest === text) return { approved: false, rest: text }
  const meaningful = rest.replace(FILLER, ' ')
  if (!/[\p{L}\d]/u.test(meaningful)) return { approved: true, rest: '' }
  // "Nice, the light is perfect" praises twice and asks for nothing.
  const opening = new RegExp(`^[\\s,.!]*(?:${PHRASES})(?![\\p{L}\\d])`, 'iu').exec(text)
  if (!opening || DOUBT.test(rest)) return { approved: false, rest: text }
  const after = text.slice(opening[0].length)
  const praise = after.replace(PHRASE, ' ') !== after && !asksForChange(after)
  return { approved: true, rest: praise ? '' : after }
}

/** True when nothing is left but the frame of a sentence: `can we have it in …`, `just make a …`. */
export function saysNothing(text: string): boolean {
  const left = text.replace(FILLER, ' ').replace(FRAME, ' ')
  return !/[\p{L}\d]/u.test(left)
}

/** `no`, `wait`, `stop`: nothing shall be done, and it is not said what instead. */
export function isHold(text: string): boolean {
  return /^[\s,.!]*(?:no|nope|nein|non|not yet|not (?:good|great|right|this(?: one)?)|wait|hold on|hold|stop|cancel|never ?mind|halt|moment|warte|i (?:don'?t|do not) like (?:it|this|that|them)|(?:nein|no),? thanks?)(?: please| thanks| yet| for now| a (?:moment|minute|second))?[\s,.!]*$/iu.test(
    text,
  )
}
