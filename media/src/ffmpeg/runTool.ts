import { Readable } from 'node:stream'
import { type ExecaError, execa } from 'execa'
import { aborted } from '../aborted.ts'
import { MediaError } from '../MediaError.ts'
import { ffmpegMissing } from './ffmpegMissing.ts'
import { lastWords } from './lastWords.ts'

export interface RunToolOptions {
  /** Ends the process when it aborts. */
  signal?: AbortSignal | undefined
  /** Written to the process's standard input as it reads, which is closed after it. */
  input?: Iterable<Uint8Array> | undefined
  /** Working folder. */
  cwd?: string | undefined
  /** Gets every line of standard output as it comes; the call then resolves to an empty text. */
  onLine?: ((line: string) => void) | undefined
  /** Gets what was written to standard error though the process ended well, if anything was. */
  onComplaint?: ((said: string) => void) | undefined
  /** After this many milliseconds the process is ended and the call fails. */
  timeoutMs?: number | undefined
}

const KILL_AFTER_MS = 2000
/** Characters that are kept of an output: a hostile file can make FFmpeg talk without end. */
const MAX_OUTPUT = 32_000_000
/** What keeps a process from starting where memory or processes have run out. */
const RUN_OUT = ['ENOMEM', 'EAGAIN']

/**
 * Runs ffmpeg or ffprobe without a shell and resolves to its standard output.
 *
 * @throws MediaError `aborted`, `ffmpegMissing`, `ffmpegStopped` (killed, or not let start), `tooLarge` (it took longer than `timeoutMs`) or `ffmpegFailed`
 *   with the last words of the process.
 */
export async function runTool(tool: string, args: readonly string[], options: RunToolOptions = {}): Promise<string> {
  if (options.signal?.aborted) throw aborted()
  const { onLine } = options
  const child = execa(tool, args, {
    buffer: { stdout: onLine === undefined },
    maxBuffer: MAX_OUTPUT,
    forceKillAfterDelay: KILL_AFTER_MS,
    ...(options.input ? { input: Readable.from(options.input) } : { stdin: 'ignore' as const }),
    ...(options.signal ? { cancelSignal: options.signal } : {}),
    ...(options.cwd ? { cwd: options.cwd } : {}),
    ...(options.timeoutMs ? { timeout: options.timeoutMs } : {}),
  })
  if (onLine) passLines(child.stdout, onLine)
  try {
    const { stdout, stderr } = await child
    if (stderr) options.onComplaint?.(String(stderr))
    return String(stdout ?? '')
  } catch (error) {
    throw inWords(tool, args, error as ExecaError)
  }
}

function passLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}

function inWords(tool: string, args: readonly string[], error: ExecaError): MediaError {
  if (error.isCanceled) return aborted()
  if (error.code === 'ENOENT') return ffmpegMissing(tool)
  if (error.timedOut) {
    return new MediaError('tooLarge', `${tool} took too long with this file and was ended.`, 'Use a shorter file.')
  }
  const cause = { cause: error }
  if (error.exitCode === undefined && !error.isMaxBuffer) {
    const how = error.signal
      ? `was ended by the system (${error.signal}) before it was done`
      : `could not be started (${error.code})`
    const hasRunOut = error.signal !== undefined || RUN_OUT.includes(error.code ?? '')
    const hint = hasRunOut
      ? 'Most often memory has run out: close other programs or use smaller files, then try again.'
      : `Make sure that you may run ${tool} and that it works by itself.`
    return new MediaError('ffmpegStopped', `${tool} ${how}.`, hint, cause)
  }
  const ending = error.isMaxBuffer ? 'it said more than can be read' : `it ended with ${error.exitCode}`
  return new MediaError(
    'ffmpegFailed',
    `${tool} could not do it: ${lastWords(String(error.stderr ?? ''), args) || ending}`,
    'Check that the files are whole and that the disk has room, then try again.',
    cause,
  )
}
