/**
 * @module `npm test`: every check and every test of the project. `node scripts/test.ts types unit` runs those named.
 * The last line on standard output is `N passed, N failed`: tests one by one, each static check as one.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

type Score = { passed: number; failed: number }

/** Folders with a tsconfig.json of their own; the root's is for scripts and builds. */
const PROJECTS = [
  '.',
  'protocol',
  'media',
  'worker',
  'worker/tsconfig.test.json',
  'sandbox',
  'studio',
  'cli',
  'demo',
  'e2e',
  'chaos',
  'samples',
  'bench',
]
const SOURCES = ['protocol', 'media', 'worker', 'sandbox', 'studio', 'cli', 'demo', 'e2e', 'chaos', 'scripts', 'bench']

const CHECKS: Record<string, () => Promise<Score>> = {
  biome: () => check('biome', ['ci', '.']),
  types: async () => {
    const codes = await Promise.all(PROJECTS.map((project) => run(bin('tsc'), ['-p', project])))
    return score(codes.every((code) => code === 0))
  },
  knip: () => check('knip', []),
  imports: () => check('depcruise', ['--config', '.dependency-cruiser.json', ...SOURCES]),
  build: async () => score((await run(process.execPath, [join(import.meta.dirname, 'build.ts')])) === 0),
  unit: () => tests(['--project', '!e2e', '--project', '!chaos']),
  e2e: () => tests(['--project', 'e2e']),
  chaos: () => tests(['--project', 'chaos']),
}

async function check(program: string, args: string[]): Promise<Score> {
  return score((await run(bin(program), args)) === 0)
}

function score(good: boolean): Score {
  return { passed: good ? 1 : 0, failed: good ? 0 : 1 }
}

async function run(program: string, args: string[]): Promise<number | null> {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = await once(child, 'exit')
  return code
}

/** Runs Vitest and counts from its own report. A file that could not even be loaded counts as one failure. */
async function tests(args: string[]): Promise<Score> {
  const folder = mkdtempSync(join(tmpdir(), 'test-report-'))
  const report = join(folder, 'report.json')
  try {
    const code = await run(bin('vitest'), [
      'run',
      ...args,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ])
    if (!existsSync(report)) return score(false)
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const broken = testResults.filter(
      (file: { status: string; assertionResults: { status: string }[] }) =>
        file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
    ).length
    const failed = numFailedTests + broken
    // Errors outside of tests, too, make Vitest fail.
    return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in CHECKS))
if (unknown.length > 0) {
  process.stderr.write(`There is no check ${unknown.join(', ')}. There are: ${Object.keys(CHECKS).join(', ')}.\n`)
  process.exit(2)
}
const total: Score = { passed: 0, failed: 0 }
const failures: string[] = []
for (const [name, begin] of Object.entries(CHECKS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const began = performance.now()
  process.stdout.write(`\n── ${name}\n`)
  const { passed, failed } = await begin()
  total.passed += passed
  total.failed += failed
  if (failed > 0) failures.push(name)
  process.stdout.write(
    `── ${name}: ${failed === 0 ? 'ok' : 'FAILED'} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`,
  )
}
if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed === 0 ? 0 : 1
