/** The hero: a first one from a direction, another one, or a changed one. */
import { type Answer, answer } from './Answer.ts'
import { beyondStandIn } from './beyondStandIn.ts'
import { type Choice, chooseMood, namedPresets, PRESETS, readMoods } from './chooseMood.ts'
import type { OfferedTools } from './OfferedTools.ts'
import { listed } from './prose.ts'
import type { Call } from './readConversation.ts'
import type { Position } from './readPosition.ts'
import { photosInWords } from './summarize.ts'

type Options = {
  position: Position
  tools: OfferedTools
  /** All calls of the conversation, for presets that were read. */
  calls: Call[]
  /** Format that the person asked for, if they did. */
  ratio?: string | undefined
}

/** A first hero, in the person's own terms. */
export function firstHero(direction: string, { position, tools, calls, ratio }: Options): Answer {
  const choices = chooseMood(direction, tools, readMoods(calls))
  const photos = position.shoot?.references ?? []
  const from = photos.length > 0 ? `, from your ${photosInWords(photos).replace(/^one /, '')}` : ''
  const says = [
    `“${direction}”${from}: a good line to start from.`,
    inWords(choices, photos.includes('location'), tools),
    ratio ? `The format is ${ratio}.` : '',
    'I begin with the hero, because all that follows inherits its person, clothes, place and light.',
  ]
  const call = tools.call('generate_hero', {
    direction,
    ...presetInput(choices),
    aspectRatio: ratio,
    resolution: resolutionIn(direction, tools),
  })
  return answer('A first line of direction. I choose pose and place from its words and make the hero.', join(says), [
    call,
  ])
}

/** The hero again: with the same choices, or with a change or other presets. */
export function nextHero(change: string | undefined, direction: string, options: Options): Answer {
  const { position, tools, ratio } = options
  // The shoot itself goes on in the resolution that it has, as far as its model makes that.
  const { resolution: _resolution, ...last } = position.inputs.get('generate_hero') ?? { direction }
  const presets = change ? namedPresets(change, tools) : []
  // A preset that is called by name is the whole change, when nothing else is said.
  const rest = change && !isOnlyPresets(change, presets) ? change : undefined
  const says = rest
    ? `I make the hero again with your change: ${rest}. Everything else stays as it was.${beyondStandIn([rest])}`
    : presets.length > 0 || ratio
      ? `I make the hero again: ${listed([...presets.map(({ preset, id }) => `${preset} “${tools.label(preset, id)}”`), ...(ratio ? [`format ${ratio}`] : [])])}.`
      : 'I make another hero with the same choices.'
  const { pose: _pose, background: _background, look: _look, change: _change, ...settled } = last
  const call = tools.call('generate_hero', {
    // A change starts from the picture, which has its pose and place already; a new hero needs them again.
    ...(rest ? settled : change || ratio ? { ...last, change: undefined } : last),
    ...presetInput(presets),
    ...(ratio && { aspectRatio: ratio }),
    ...(change && { resolution: resolutionIn(change, tools) }),
    ...(rest && { change: rest }),
  })
  return answer('The hero shall be different. I make it again.', says, [call])
}

function presetInput(choices: Choice[]): Record<string, unknown> {
  return Object.fromEntries(choices.map(({ preset, id }) => [preset, id]))
}

/** @param placed true when a photo shows the place, which then counts more than any word for a background */
function inWords(all: Choice[], placed: boolean, tools: OfferedTools): string {
  const isNamed = (preset: string) => !(placed && preset === 'background')
  const place = placed ? ' The place is the one in your photo.' : ''
  const choices = all.filter(({ preset }) => isNamed(preset))
  const sentences = choices.map(
    ({ preset, id, words }) =>
      `the ${preset} “${tools.label(preset, id)}” for ${listed(words.map((word) => `“${word}”`))}`,
  )
  const open = PRESETS.filter((preset) => isNamed(preset) && !choices.some((choice) => choice.preset === preset))
  if (sentences.length === 0 && placed)
    return `No word of it asks for a certain pose or look, so I take the usual ones.${place}`
  if (sentences.length === 0) return 'No word of it asks for a certain pose, place or look, so I take the usual ones.'
  const usual = open.length > 0 && open.length < PRESETS.length ? `, and the usual ${listed(open)}` : ''
  return `I take ${listed(sentences)}${usual}.${place}`
}

function resolutionIn(direction: string, tools: OfferedTools): string | undefined {
  return tools
    .choices('generate_hero', 'resolution')
    .find((resolution) => new RegExp(`\\b${resolution}\\b`, 'i').test(direction))
}

function isOnlyPresets(change: string, presets: Choice[]): boolean {
  if (presets.length === 0) return false
  const rest = presets.reduce((text, { words }) => words.reduce((left, word) => left.replace(word, ''), text), change)
  return !/\p{L}/u.test(
    rest.replace(
      /\b(?:change|make|use|try|take|set|switch|turn|go|put|the|an?|in|into|on|with|to|for|it|her|him|them|me|and|but|please|instead|rather|pose|background|backdrop|look|place|style|want|i)\b/gi,
      '',
    ),
  )
}

function join(sentences: string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
