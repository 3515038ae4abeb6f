const LINES = 3
const LETTERS = 400

/**
 * What FFmpeg said last, with the paths that it was given taken out: a path may hold any word, and says nothing of what went wrong.
 *
 * @param said its standard error
 * @param args its arguments
 */
export function lastWords(said: string, args: readonly string[]): string {
  const paths = args.filter((arg) => arg.startsWith('file:')).map(asLogged)
  const pathless = paths.reduce((text, path) => text.replaceAll(path, 'the file'), said)
  return pathless.trim().split('\n').slice(-LINES).join(' ').slice(-LETTERS)
}

/** FFmpeg's log (libavutil/log.c) shows control characters as question marks, but for backspace and white space. */
function asLogged(path: string): string {
  const isHidden = (letter: string) => letter < ' ' && !/[\b\s]/.test(letter)
  return Array.from(path, (letter) => (isHidden(letter) ? '?' : letter)).join('')
}
