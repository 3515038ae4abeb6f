/** @module What the commands print: plain lines, in colour only on a terminal. */
import { styleText } from 'node:util'

const print = (line: string) => process.stdout.write(`${line}\n`)

/** What the command is about to do, before it does it. */
export function sayPlan(title: string, steps: readonly string[]): void {
  print(styleText('bold', title))
  for (const step of steps) print(`  · ${step}`)
  print('')
}

/** A step begins. */
export function sayStep(what: string): void {
  print(`${styleText('cyan', '→')} ${what}`)
}

/** A step went well. */
export function sayDone(what: string): void {
  print(`${styleText('green', '✓')} ${what}`)
}

/** What the lines that follow are about. */
export function sayHeading(what: string): void {
  print(styleText('bold', what))
}

/** Something that is neither good nor bad. */
export function sayNote(what: string): void {
  print(`${styleText('dim', '·')} ${indent(what)}`)
}

/** Something to know that stops nothing. */
export function sayWarning(what: string): void {
  print(`${styleText('yellow', '!')} ${indent(what)}`)
}

/** Something is wrong. */
export function sayWrong(what: string): void {
  print(`${styleText('red', '✗')} ${indent(what)}`)
}

/** A line of its own. */
export function say(line: string): void {
  print(line)
}

/** Further lines stand under the first. */
function indent(text: string): string {
  return text.replaceAll('\n', '\n  ')
}
