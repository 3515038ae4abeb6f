import { createSdkMcpServer } from '@anthropic-ai/claude-agent-sdk'
import type { Presets } from '@fashion-shoot/protocol'
import type { GatewayClient } from '../gateway/createGatewayClient.ts'
import type { Turn } from '../runner/Turns.ts'
import type { AssetStore } from '../storage/createAssetStore.ts'
import type { ToolContext } from './defineTool.ts'
import { editFrames } from './editFrames.ts'
import { extractFrames } from './extractFrames.ts'
import { generateClips } from './generateClips.ts'
import { generateContactSheet } from './generateContactSheet.ts'
import { generateHero } from './generateHero.ts'
import { getShoot } from './getShoot.ts'
import type { Previews } from './Previews.ts'
import { resizeFrames } from './resizeFrames.ts'
import { setActiveVersion } from './setActiveVersion.ts'
import { setStops } from './setStops.ts'
import { stitchFilm } from './stitchFilm.ts'
import { tryOnGarment } from './tryOnGarment.ts'
import { viewAsset } from './viewAsset.ts'

type Parts = {
  gateway: GatewayClient
  store: AssetStore
  previews: Previews
  presets: Presets
  segmentsDir: string
  /** The turn that a call belongs to, asked at its beginning. */
  currentTurn(): Turn
}

/** The director's tools, as an MCP server in this process. */
export function createShootServer({ gateway, store, previews, presets, segmentsDir, currentTurn }: Parts) {
  const contextFor = (signal: AbortSignal): ToolContext => {
    const turn = currentTurn()
    const endTurn = () => {
      turn.endsAfterTools = true
    }
    return { gateway, store, previews, presets, segmentsDir, emit: (line) => turn.emit(line), endTurn, signal }
  }
  const tools = [
    getShoot,
    generateHero(presets),
    tryOnGarment,
    generateContactSheet(presets),
    extractFrames,
    editFrames(presets),
    resizeFrames,
    generateClips(presets),
    stitchFilm,
    setActiveVersion,
    setStops,
    viewAsset,
  ]
  return createSdkMcpServer({ name: 'shoot', alwaysLoad: true, tools: tools.map((bind) => bind(contextFor)) })
}
