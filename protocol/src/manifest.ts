import { z } from 'zod'
import { Asset } from './asset.ts'
import { SessionId } from './ids.ts'

/** `manifest.json` of a downloaded shoot: each asset with the file that holds it. */
export const Manifest = z.object({
  sessionId: SessionId,
  title: z.string(),
  /** USD */
  spentUsd: z.number(),
  files: z.array(z.object({ file: z.string(), asset: Asset })),
})
export type Manifest = z.infer<typeof Manifest>
