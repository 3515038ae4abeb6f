import type { RunnerLine } from '@fashion-shoot/protocol'
import { isMediaError } from './isMediaError.ts'

type ErrorLine = Extract<RunnerLine, { t: 'error' }>

const CODES: Record<string, string> = { ffmpegMissing: 'ffmpeg_missing', ffmpegTooOld: 'ffmpeg_too_old' }

/**
 * What the person must hear of a tool's error at once, because the director can't mend it: a program that the machine lacks.
 * Null for every other error.
 */
export function machineError(error: unknown): ErrorLine | null {
  if (!isMediaError(error)) return null
  const code = CODES[error.code]
  if (code === undefined) return null
  return {
    t: 'error',
    code,
    message: `${error.message} All that was made is kept.`,
    hint: `${error.hint} Then say "try again".`,
    retryable: true,
  }
}
