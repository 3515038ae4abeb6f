import type { ImageFolder } from './buildImageFolder.ts'

/** How to start a program as it would be started in the image. */
export type Command = { program: string; args: string[]; cwd: string; env: Record<string, string> }

/** The container's image, to be looked at and tried. */
export type Image = {
  /** In words, which of the two it is and why. */
  what: string
  /** The tree that stands for the image; `null` for a real image. */
  folder: ImageFolder | null
  /** What the last stage adds to its base. */
  layers: { what: string; bytes: number }[]
  /** How to start a command of the image with its settings and these. */
  command: (command: string, env: Record<string, string>) => Command
  remove: () => Promise<void>
}
