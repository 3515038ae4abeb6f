/** The tools of a request: which there are, and what their schemas allow. */
import { z } from 'zod'
import type { MessagesRequest } from '../MessagesRequest.ts'
import type { ToolUse } from './blocks.ts'
import { shortName } from './readConversation.ts'

const Property = z.looseObject({
  type: z.unknown().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})
type Property = z.infer<typeof Property>

const Schema = z.looseObject({
  properties: z.record(z.string(), Property).optional(),
})

export class OfferedTools {
  private readonly tools = new Map<string, { name: string; properties: Record<string, Property> }>()

  constructor({ tools = [], tool_choice }: Pick<MessagesRequest, 'tools' | 'tool_choice'>) {
    if (tool_choice?.type === 'none') return
    for (const { name, input_schema, defer_loading } of tools) {
      if (defer_loading) continue
      const properties = Schema.safeParse(input_schema).data?.properties ?? {}
      this.tools.set(shortName(name), { name, properties })
    }
  }

  has(tool: string): boolean {
    return this.tools.has(tool)
  }

  /** Short names of all tools. */
  names(): string[] {
    return [...this.tools.keys()]
  }

  property(tool: string, name: string): Property | undefined {
    return this.tools.get(tool)?.properties[name]
  }

  /** The strings that a parameter may have, in the schema's order; empty when it is free. */
  choices(tool: string, name: string): string[] {
    return (this.property(tool, name)?.enum ?? []).filter((value) => typeof value === 'string')
  }

  /** What the page calls a preset, which the tool's description says beside its id: `urban-lean (Urban lean)`. */
  label(preset: string, id: string): string {
    const described = this.property('generate_hero', preset)?.description ?? ''
    const words = id.replaceAll('-', ' ')
    return new RegExp(`\\b${id} \\(([^)]+)\\)`).exec(described)?.[1] ?? words.charAt(0).toUpperCase() + words.slice(1)
  }

  /** Names of the film's easing curves: the schema's choices, or else names that its description lists. */
  easings(): string[] {
    const listed = this.choices('stitch_film', 'easing')
    if (listed.length > 0) return listed
    const list = /:\s*([^.]*)/.exec(this.property('stitch_film', 'easing')?.description ?? '')?.[1] ?? ''
    return list.split(',').flatMap((item) => /^\s*([a-z][A-Za-z]+)(?!\S)/.exec(item)?.[1]?.replace(/^or$/, '') || [])
  }

  /** A call with those parameters that the schema knows and that have a value. */
  call(tool: string, wanted: Record<string, unknown> = {}): ToolUse {
    const offered = this.tools.get(tool)
    const input = Object.fromEntries(
      Object.entries(wanted).filter(([name, value]) => value !== undefined && offered?.properties[name] !== undefined),
    )
    return { type: 'tool_use', name: offered?.name ?? tool, input }
  }
}
