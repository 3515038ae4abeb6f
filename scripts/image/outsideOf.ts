import { delimiter, resolve } from 'node:path'

/** The folders of a PATH that do not lie in the checkout: npm puts those of the checkout's packages first. */
export function outsideOf(root: string, path: string): string {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '' && !`${resolve(folder)}/`.startsWith(`${resolve(root)}/`))
    .join(delimiter)
}
