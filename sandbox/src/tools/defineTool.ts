import { tool } from '@anthropic-ai/claude-agent-sdk'
import type { Presets, RunnerLine } from '@fashion-shoot/protocol'
import type { z } from 'zod'
import { withAdvice } from '../advice.ts'
import type { GatewayClient } from '../gateway/createGatewayClient.ts'
import type { AssetStore } from '../storage/createAssetStore.ts'
import { errorWords } from './errorWords.ts'
import { machineError } from './machineError.ts'
import type { Previews } from './Previews.ts'
import { ToolError } from './ToolError.ts'

/** What a tool works with during one call. */
export type ToolContext = {
  gateway: GatewayClient
  store: AssetStore
  previews: Previews
  presets: Presets
  /** A folder of this session alone: the encoded clips of its last films, so that a re-cut encodes only what is new. */
  segmentsDir: string
  /** Says a line in the turn that made the call. */
  emit(line: RunnerLine): void
  /** Ends that turn after the tools of this message, though the tool fails. */
  endTurn(): void
  /** Fires when the person stops the turn. */
  signal: AbortSignal
}

export type ToolResult = {
  text: string
  /** True to end the director's turn: the person decides next. */
  endTurn?: boolean
  /** Base64 bytes for the model's own eye. */
  image?: { data: string; mimeType: string }
}

type Definition<Shape extends z.ZodRawShape> = {
  name: string
  description: string
  input: Shape
  /** True for a tool that changes nothing: calls of one message may then run side by side. */
  readOnly?: boolean
  /** Throws a ToolError, GatewayError or MediaError whose words go to the model. */
  run(input: z.infer<z.ZodObject<Shape>>, context: ToolContext): Promise<ToolResult>
}

/**
 * One tool for the SDK's in-process server: errors become results that say what to do instead. One that only the person can mend,
 * such as FFmpeg missing, is also said in the turn.
 */
export function defineTool<Shape extends z.ZodRawShape>({
  name,
  description,
  input,
  readOnly,
  run,
}: Definition<Shape>) {
  return (contextFor: (signal: AbortSignal) => ToolContext) =>
    tool(
      name,
      description,
      input,
      async (args, extra) => {
        const context = contextFor(signalOf(extra))
        context.previews.catchUp()
        try {
          const result = await run(args as z.infer<z.ZodObject<Shape>>, context)
          return {
            content: [
              { type: 'text' as const, text: result.text },
              ...(result.image === undefined ? [] : [{ type: 'image' as const, ...result.image }]),
            ],
            ...(result.endTurn === true && { _meta: { 'claude/endTurn': true } }),
          }
        } catch (error) {
          const line = machineError(error)
          if (line !== null) context.emit(line)
          if (error instanceof ToolError && error.endsTurn) context.endTurn()
          const { told, advice } = errorWords(error)
          return { content: [{ type: 'text' as const, text: withAdvice(told, advice) }], isError: true }
        }
      },
      { annotations: { readOnlyHint: readOnly === true } },
    )
}

/** The SDK hands over its request's signal among other things that it does not declare. */
function signalOf(extra: unknown): AbortSignal {
  const signal = typeof extra === 'object' && extra !== null && 'signal' in extra ? extra.signal : undefined
  return signal instanceof AbortSignal ? signal : new AbortController().signal
}
