import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where this machine's user keeps what can be made again, by the customs of the platform. */
export function userCacheFolder(env = process.env, platform: NodeJS.Platform = process.platform): string {
  const base = {
    darwin: () => join(homedir(), 'Library', 'Caches'),
    win32: () => env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'),
    // https://specifications.freedesktop.org/basedir-spec/latest/
    linux: () => env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  }
  const known = platform === 'darwin' || platform === 'win32' ? platform : 'linux'
  return join(base[known](), 'fashion-shoot', 'segments')
}
