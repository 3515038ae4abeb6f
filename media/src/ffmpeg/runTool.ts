import { type ExecaError, execa } from 'execa'
import { MediaError } from '../MediaError.ts'
import { ffmpegMissing } from './ffmpegMissing.ts'

export interface RunToolOptions {
  /** Ends the process when it aborts. */
  signal?: AbortSignal | undefined
  /** Written to the process's standard input, which is closed after it. */
  input?: Uint8Array | undefined
  /** Working folder. */
  cwd?: string | undefined
  /** Gets every line of standard output as it comes. */
  onLine?: ((line: string) => void) | undefined
  /** After this many milliseconds the process is ended and the call fails. */
  timeoutMs?: number | undefined
}

const KILL_AFTER_MS = 2000

/**
 * Runs ffmpeg or ffprobe without a shell and resolves to its standard output.
 *
 * @throws MediaError `aborted`, `ffmpegMissing`, `tooLarge` (it took longer than `timeoutMs`) or `ffmpegFailed` with the
 *   last words of the process.
 */
export async function runTool(tool: string, args: readonly string[], options: RunToolOptions = {}): Promise<string> {
  if (options.signal?.aborted) throw aborted()
  const child = execa(tool, args, {
    buffer: true,
    forceKillAfterDelay: KILL_AFTER_MS,
    ...(options.input ? { input: options.input } : { stdin: 'ignore' as const }),
    ...(options.signal ? { cancelSignal: options.signal } : {}),
    ...(options.cwd ? { cwd: options.cwd } : {}),
    ...(options.timeoutMs ? { timeout: options.timeoutMs } : {}),
  })
  const finished = child.catch((error: ExecaError) => {
    throw inWords(tool, error)
  })
  if (options.onLine) {
    // A failure ends the iteration too; `finished` is the one that tells it.
    const onLine = options.onLine
    await Promise.all([finished, eachLine(child, onLine)])
  }
  const { stdout } = await finished
  return String(stdout)
}

async function eachLine(child: AsyncIterable<unknown>, onLine: (line: string) => void): Promise<void> {
  try {
    for await (const line of child) onLine(String(line))
  } catch {}
}

function aborted(): MediaError {
  return new MediaError('aborted', 'Stopped before it was done.', 'Nothing was written; start again when you like.')
}

function inWords(tool: string, error: ExecaError): MediaError {
  if (error.isCanceled) return aborted()
  if (error.code === 'ENOENT') return ffmpegMissing(tool)
  if (error.timedOut) {
    return new MediaError('tooLarge', `${tool} took too long with this file and was ended.`, 'Use a shorter file.')
  }
  const said = String(error.stderr ?? '')
    .trim()
    .split('\n')
    .slice(-3)
    .join(' ')
    .slice(-400)
  return new MediaError(
    'ffmpegFailed',
    `${tool} could not do it: ${said || error.shortMessage}`,
    'Check that the files are whole and that the disk has room, then try again.',
    { cause: error },
  )
}
