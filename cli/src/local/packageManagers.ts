import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export type PackageManager = {
  program: string
  /** What installs FFmpeg unattended. */
  commands: string[][]
  needsRoot: boolean
}

const MANAGERS: PackageManager[] = [
  {
    program: 'apt-get',
    commands: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'ffmpeg'],
    ],
    needsRoot: true,
  },
  { program: 'dnf', commands: [['dnf', 'install', '-y', 'ffmpeg']], needsRoot: true },
  { program: 'pacman', commands: [['pacman', '-Sy', '--noconfirm', 'ffmpeg']], needsRoot: true },
  { program: 'apk', commands: [['apk', 'add', 'ffmpeg']], needsRoot: true },
  { program: 'zypper', commands: [['zypper', '--non-interactive', 'install', 'ffmpeg']], needsRoot: true },
  { program: 'brew', commands: [['brew', 'install', 'ffmpeg']], needsRoot: false },
]

/** The package manager on the PATH; undefined when there is none that is known. */
export function findPackageManager(env: NodeJS.ProcessEnv): PackageManager | undefined {
  const folders = (env.PATH ?? '').split(delimiter)
  return MANAGERS.find(({ program }) => folders.some((folder) => isProgram(join(folder, program))))
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
