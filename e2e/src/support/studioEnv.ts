/** Set to nothing, so that neither the environment of the tests nor a developer's `.dev.vars` makes a part live. */
const PROVIDERS = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_MODEL',
  'FAL_KEY',
  'FAL_BASE_URL',
  'KLING_ACCESS_KEY',
  'KLING_SECRET_KEY',
  'KLING_BASE_URL',
]

/** The environment of a program under test: this machine's basics, no key, fast stand-ins, and its own data folder. */
export function studioEnv(dataDir: string): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR, LANG = 'C.UTF-8' } = process.env
  const blank = Object.fromEntries(PROVIDERS.map((name) => [name, '']))
  return { ...blank, PATH, HOME, LANG, ...(TMPDIR && { TMPDIR }), DATA_DIR: dataDir, DEMO_SPEED: 'fast' }
}
