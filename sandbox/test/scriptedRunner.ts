/**
 * @module A stand-in for the agent-runner whose prompt is a script: a JSON list of steps. It shows what a host does when a runner dies,
 * does not listen, or says what is no line.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunnerLine } from '@fashion-shoot/protocol'

export type Step =
  | { say: RunnerLine }
  /** Bytes as they are, base64. */
  | { raw: string }
  | { sleepMs: number }
  | { exit: number }
  /** Says the environment as one token. */
  | { tellEnvironment: true }
  /** Starts a process that outlives the runner, and says its id as one token. */
  | { startChild: true }
  /** Says the runner's own process id as one token. */
  | { sayOwnPid: true }
  /** From here on, Stop is not heard. */
  | { deaf: true }
  /** Waits for Stop. */
  | { waitForStop: true }
  /** Takes this long to end when it is asked to, says so on standard error, and hears nothing meanwhile. */
  | { slowToEndMs: number }

let stopped = () => {}
let deaf = false

const say = (line: RunnerLine) => process.stdout.write(`${JSON.stringify(line)}\n`)

const lines = createInterface({ input: process.stdin })
for await (const line of lines) {
  const input = JSON.parse(line)
  if (input.type === 'interrupt') {
    if (!deaf) stopped()
  } else void play(JSON.parse(input.prompt))
}

async function play(steps: Step[]): Promise<void> {
  for (const step of steps) {
    if ('say' in step) say(step.say)
    else if ('raw' in step) process.stdout.write(Buffer.from(step.raw, 'base64'))
    else if ('sleepMs' in step) await sleep(step.sleepMs)
    else if ('exit' in step) process.exit(step.exit)
    else if ('tellEnvironment' in step) say({ t: 'token', d: JSON.stringify(process.env) })
    else if ('startChild' in step) {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
      say({ t: 'token', d: String(child.pid) })
    } else if ('sayOwnPid' in step) say({ t: 'token', d: String(process.pid) })
    else if ('slowToEndMs' in step) {
      process.on('SIGTERM', () => {
        lines.close()
        process.stderr.write('ending slowly\n')
        setTimeout(() => process.exit(0), step.slowToEndMs)
      })
    } else if ('deaf' in step) deaf = true
    else {
      await new Promise<void>((resolve) => {
        stopped = resolve
      })
    }
  }
}
