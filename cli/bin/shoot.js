#!/usr/bin/env node
// Runs the bundle on the Node that the project brings, building it first in a fresh checkout. Plain JavaScript for old Nodes.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundle = join(cli, 'dist/shoot.js')
const brought = join(cli, '../node_modules/node/bin/node')
const node = Number(process.versions.node.split('.')[0]) < 24 && existsSync(brought) ? brought : process.execPath

if (!existsSync(bundle)) {
  const { status } = spawnSync(node, [join(cli, '../scripts/build.ts'), 'cli'], { stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(1)
}
if (node === process.execPath) {
  await import(bundle)
} else {
  const child = spawn(node, [bundle, ...process.argv.slice(2)], { stdio: 'inherit' })
  // The terminal sends Ctrl-C to both; what is sent to this process alone is passed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code === null ? 1 : code))
}
