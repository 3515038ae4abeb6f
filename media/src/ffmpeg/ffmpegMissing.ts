import { existsSync } from 'node:fs'
import { MediaError } from '../MediaError.ts'

const LINUX_MANAGERS = [
  ['/usr/bin/apt-get', 'sudo apt-get install -y ffmpeg'],
  ['/usr/bin/dnf', 'sudo dnf install -y ffmpeg'],
  ['/usr/bin/pacman', 'sudo pacman -S ffmpeg'],
  ['/sbin/apk', 'sudo apk add ffmpeg'],
  ['/usr/bin/zypper', 'sudo zypper install ffmpeg'],
] as const

/** What to type on this machine to get FFmpeg. */
export function installCommand(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return 'brew install ffmpeg'
  if (platform === 'win32') return 'winget install Gyan.FFmpeg'
  const found = LINUX_MANAGERS.find(([path]) => existsSync(path))
  return found?.[1] ?? 'your package manager (apt-get, dnf, apk or brew) with: install ffmpeg'
}

/** The error for a machine without `tool`. */
export function ffmpegMissing(tool: string): MediaError {
  return new MediaError('ffmpegMissing', `${tool} is not installed, or not on the PATH.`, `Type: ${installCommand()}`)
}
