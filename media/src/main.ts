/**
 * @module `media <command> … [--json]`: progress and what went wrong on standard error; on standard output one JSON object with
 * `--json` (errors too), else words. Exits with 0 (done), 1 (could not) or 2 (wrong use). A command is one file of `commands/`,
 * loaded when it is asked for.
 */
import { debuglog } from 'node:util'
import { Command, CommanderError } from 'commander'
import type { CommandContext, DefineCommand } from './commands/CommandContext.ts'
import { MediaError } from './MediaError.ts'

const commands: Record<string, [summary: string, load: () => Promise<DefineCommand>]> = {
  crop: ['cut a contact sheet into its pictures', async () => (await import('./commands/cropCommand.ts')).cropCommand],
  resize: [
    'bring pictures to one ratio and size',
    async () => (await import('./commands/resizeCommand.ts')).resizeCommand,
  ],
  stitch: [
    'retime clips by a speed curve and join them into a film',
    async () => (await import('./commands/stitchCommand.ts')).stitchCommand,
  ],
  preview: [
    'make a small WebP and a tiny blur of a picture; of a clip a poster and a strip of six frames',
    async () => (await import('./commands/previewCommand.ts')).previewCommand,
  ],
  probe: ['say what a file is, from reading it', async () => (await import('./commands/probeCommand.ts')).probeCommand],
  curve: [
    'a speed curve as numbers and as an SVG',
    async () => (await import('./commands/curveCommand.ts')).curveCommand,
  ],
}

const words = process.argv.slice(2)
const dashes = words.indexOf('--')
const json = words.slice(0, dashes < 0 ? words.length : dashes).includes('--json')

const stop = new AbortController()
// The listener stays: once none is left, the library that runs FFmpeg ends this process before it has tidied up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
// Whoever reads the output may close it early, as `head` does: that is no failure.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

process.exitCode = await run()

async function run(): Promise<0 | 1 | 2> {
  const print: CommandContext['print'] = ({ data, text }) => write(process.stdout, json ? JSON.stringify(data) : text)
  try {
    const program = await buildProgram({ print, signal: stop.signal })
    await program.parseAsync(words, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const problem = inWords(error)
    if (json) write(process.stdout, JSON.stringify({ error: problem }))
    // Of wrong use commander has already told.
    if (!(error instanceof CommanderError)) write(process.stderr, `${problem.message}\n${problem.hint}`)
    return problem.code === 'wrongUse' ? 2 : 1
  }
}

async function buildProgram(context: CommandContext): Promise<Command> {
  const program = new Command('media')
    .description('Crop, resize, stitch, preview: what a shoot does to its files.')
    .exitOverride()
    .showHelpAfterError('(media help COMMAND says how; a file whose name begins with a dash comes after --)')
  const asked = words.find((word) => Object.hasOwn(commands, word))
  // A command that comes first is the only one that this run needs; help, and what is wrong before it, speak of the others too.
  const isAlone = asked !== undefined && asked === words[0]
  for (const [name, [summary, load]] of Object.entries(commands)) {
    if (isAlone && name !== asked) continue
    const command = program.command(name).description(summary).option('--json', 'print one JSON object')
    if (name === asked) (await load())(command, context)
  }
  return program
}

function inWords(error: unknown): { code: string; message: string; hint: string } {
  if (error instanceof MediaError) return { code: error.code, message: error.message, hint: error.hint }
  if (error instanceof CommanderError) {
    return { code: 'wrongUse', message: error.message.replace(/^error: /, ''), hint: 'media help COMMAND says how.' }
  }
  debuglog('media')('%o', error)
  const message = `Something went wrong that should not: ${error instanceof Error ? error.message : error}`
  return { code: 'unexpected', message, hint: 'Nothing half made was kept. NODE_DEBUG=media shows where it happened.' }
}

/** A name may hold control characters, which must not steer the terminal that they are shown on. */
function write(stream: NodeJS.WriteStream, text: string): void {
  const visible = (character: string) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  const shown = stream.isTTY || stream === process.stderr ? text.replace(/[^\P{Cc}\t\n]/gu, visible) : text
  stream.write(`${shown}\n`)
}
