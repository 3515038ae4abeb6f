import { expect, test } from 'vitest'
import { chooseMood } from '../../../demo/src/director/plan/chooseMood.ts'
import { OfferedTools } from '../../../demo/src/director/plan/OfferedTools.ts'
import { withChoice } from './direction.ts'
import { PRESET_KINDS, presetOf, presetWords } from './presets.ts'

/** The hero's tool, as far as its presets go. */
const tools = new OfferedTools({
  tools: [
    {
      name: 'mcp__shoot__generate_hero',
      input_schema: {
        type: 'object',
        properties: Object.fromEntries(
          PRESET_KINDS.map(({ choice, presets }) => [choice, { type: 'string', enum: presets.map(({ id }) => id) }]),
        ),
      },
    },
  ],
})
const moods = new Map(PRESET_KINDS.flatMap(({ presets }) => presets.map(({ id, mood }) => [id, mood] as const)))

test.each(PRESET_KINDS.flatMap(({ choice, presets }) => presets.map((preset) => [choice, preset] as const)))(
  'the director that stands in takes a %s that was chosen: %#',
  (choice, preset) => {
    // The words before it ask for something else.
    const line = withChoice('Confident streetwear editorial, city at dusk', choice, presetWords(preset))
    expect(chooseMood(line, tools, moods)).toContainEqual(expect.objectContaining({ preset: choice, id: preset.id }))
  },
)

test('a preset is known by what the line says of it, and by its label', () => {
  const [, { presets }] = PRESET_KINDS
  const gel = presets.find(({ id }) => id === 'color-gel')
  expect(['color gel', 'Colour gel', 'COLOR-GEL'].map((words) => presetOf(presets, words))).toEqual([gel, gel, gel])
  expect(presetOf(presets, 'my own garden')).toBeUndefined()
})
