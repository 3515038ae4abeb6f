/**
 * @module The agent-runner: one conversation of the director. JSON lines of `RunnerInput` come in on standard input, lines of
 * `RunnerLine` go out on standard output, and everything else goes to standard error.
 */
import { Console } from 'node:console'
import { LineSplitter, RunnerInput, type RunnerLine } from '@fashion-shoot/protocol'
import { Director } from './Director.ts'
import { runnerSettings } from './runnerSettings.ts'

// A library that logs must not break the lines.
globalThis.console = new Console(process.stderr)
process.stdout.on('error', () => process.exit(1))

const director = new Director(runnerSettings(process.env), (line: RunnerLine) => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
})

const input = new LineSplitter(() => console.error('An input line was too long and was left out.'))
process.stdin.on('data', (chunk: Buffer) => input.push(chunk).forEach(receive))
process.stdin.on('end', async () => {
  input.end().forEach(receive)
  await director.idle()
  director.close()
})
process.on('SIGTERM', () => process.exit(0))

process.exit(await director.over)

function receive(text: string): void {
  if (text.trim() === '') return
  const parsed = parseInput(text)
  if (parsed === null) console.error('This input line is not understood:', text.slice(0, 200))
  else if (parsed.type === 'interrupt') director.interrupt()
  else void director.hear(parsed)
}

function parseInput(text: string): RunnerInput | null {
  try {
    return RunnerInput.parse(JSON.parse(text))
  } catch {
    return null
  }
}
