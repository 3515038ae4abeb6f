import { staleWorkspaces } from '../build.ts'
import { type Finding, note, ok } from '../cloudflare/Finding.ts'

/** Whether what is built is what the sources say. */
export function checkBuild(): Finding {
  const stale = staleWorkspaces()
  if (stale.length === 0) return ok('Built from these sources')
  return note(`Not built from these sources: ${stale.join(', ')}. npm start and npm run deploy do it by themselves`)
}
