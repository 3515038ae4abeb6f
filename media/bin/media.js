#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

const OLDEST_NODE = 22
const cli = new URL('../dist/cli.js', import.meta.url)

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  process.stderr.write(
    `This needs Node ${OLDEST_NODE} or later and runs on ${process.version}.\nType: npx media … (it uses the project’s own Node)\n`,
  )
  process.exitCode = 1
} else if (!existsSync(cli)) {
  process.stderr.write('The media command line is not built yet.\nType: npm run build\n')
  process.exitCode = 1
} else {
  // What it is compiled to is kept between runs, in the system's folder for temporary files.
  enableCompileCache()
  await import(cli.href)
}
