/** @module What the director chooses from, as its own file has it: what is added there can be chosen here. */
import { backgrounds, looks, poses } from '../../../agent/.claude/skills/editorial-photography/presets.json'

/** One preset, as a person sees it. */
export type PresetTile = {
  id: string
  label: string
  /** What the image model is told. */
  prompt: string
  /** Words of a person's direction that ask for it. */
  mood: string[]
}

/** The kinds of presets, in the order in which they are chosen. */
export const PRESET_KINDS = [
  { choice: 'pose', title: 'Pose', presets: poses as PresetTile[] },
  { choice: 'background', title: 'Background', presets: backgrounds as PresetTile[] },
  { choice: 'look', title: 'Look', presets: looks as PresetTile[] },
] as const

export type PresetKind = (typeof PRESET_KINDS)[number]

/** What the line of direction says of a preset: its id in words, which the director takes it by. */
export function presetWords({ id }: PresetTile): string {
  return id.replaceAll('-', ' ')
}

/** The preset that the line means by these words, its label or its id; undefined for words of a person's own. */
export function presetOf(presets: readonly PresetTile[], words: string): PresetTile | undefined {
  const plain = words.toLowerCase().replaceAll('-', ' ')
  return presets.find((preset) => [presetWords(preset), preset.label.toLowerCase()].includes(plain))
}
