import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { NOT_SET_UP, readTarget, writeId } from '../Target.ts'
import { makeCertificate } from './makeCertificate.ts'
import { ACCOUNT, StandInCloudflare, TOKEN } from './StandInCloudflare.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** What the checkout's configuration is read and written as: whatever may be written there is not copied. */
const LINKS = [
  'node_modules',
  'scripts',
  'protocol',
  'tsconfig.base.json',
  'studio/dist',
  'worker/src',
  'worker/tsconfig.json',
]
const COPIES = ['package.json', 'package-lock.json', 'sandbox/Dockerfile', 'worker/wrangler.jsonc', 'worker/migrations']
const { workspaces: WORKSPACES }: { workspaces: string[] } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
)

export type Run = { code: number; output: string }

/**
 * A copy of the checkout as far as the commands of this folder read and write it, with a stand-in for Cloudflare and for Docker.
 * Nothing of it reaches beyond 127.0.0.1, and nothing is written into the checkout.
 */
export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'studio-')))
  readonly cloudflare: StandInCloudflare
  readonly environment: Record<string, string>

  private constructor(cloudflare: StandInCloudflare, registry: string) {
    this.cloudflare = cloudflare
    for (const folder of ['worker', 'studio', 'sandbox', 'home', 'docker', 'bin']) mkdirSync(join(this.folder, folder))
    for (const path of LINKS) symlinkSync(join(ROOT, path), join(this.folder, path))
    for (const path of COPIES) cpSync(join(ROOT, path), join(this.folder, path), { recursive: true })
    const manifests = WORKSPACES.filter((name) => name !== 'protocol').map((name) => `${name}/package.json`)
    for (const path of manifests) cpSync(join(ROOT, path), join(this.folder, path), { recursive: true })
    this.edit('worker/wrangler.jsonc', (text) => text.replace(/("database_id": )"[^"]*"/g, `$1"${NOT_SET_UP}"`))
    const docker = `#!/bin/sh\nexec "${process.execPath}" "${join(import.meta.dirname, 'docker.ts')}" "$@"\n`
    writeFileSync(join(this.folder, 'bin/docker'), docker, { mode: 0o755 })
    this.environment = {
      PATH: `${join(this.folder, 'bin')}${delimiter}${process.env.PATH}`,
      HOME: join(this.folder, 'home'),
      XDG_CONFIG_HOME: join(this.folder, 'home/.config'),
      CI: 'true',
      NO_COLOR: '1',
      CLOUDFLARE_API_BASE_URL: cloudflare.url,
      CLOUDFLARE_API_TOKEN: TOKEN,
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
      CLOUDFLARE_CONTAINER_REGISTRY: registry,
      NODE_EXTRA_CA_CERTS: join(this.folder, 'certificate.pem'),
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/wrangler-compiled'),
      DOCKER_FOLDER: join(this.folder, 'docker'),
    }
  }

  static async start(): Promise<Project> {
    const cloudflare = await StandInCloudflare.start()
    const certificate = makeCertificate()
    const project = new Project(cloudflare, await cloudflare.containers.registry.start(certificate))
    project.write('certificate.pem', certificate.certificate)
    return project
  }

  async stop(): Promise<void> {
    await this.cloudflare.containers.registry.stop()
    await this.cloudflare.stop()
    rmSync(this.folder, { recursive: true })
  }

  /** Runs one of the commands, such as `setup`, with nobody at the terminal. `env` is added to the environment. */
  run(name: string, args: string[] = [], env: Record<string, string> = {}): Promise<Run> {
    return this.#start(name, [...args, ...this.#config], env)
  }

  /**
   * Runs one of the commands at a terminal (util-linux's `script` makes one), and types: each time that the words are shown that
   * come next in `dialogue`, the keys beside them.
   */
  async runAtTerminal(name: string, args: string[], dialogue: [words: string, keys: string][]): Promise<Run> {
    const line = [process.execPath, join(ROOT, `scripts/cloudflare/${name}.ts`), ...args, ...this.#config]
    const sized = `stty cols 200 rows 50; exec ${line.join(' ')}`
    const child = execa('script', ['--quiet', '--return', '--command', sized, '/dev/null'], {
      cwd: this.folder,
      env: { ...this.environment, TERM: 'xterm' },
      stdin: 'pipe',
      reject: false,
    })
    const left = [...dialogue]
    let output = ''
    let from = 0
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      const [next] = left
      const at = next ? output.indexOf(next[0], from) : -1
      if (next === undefined || at < 0) return
      left.shift()
      from = at + next[0].length
      child.stdin.write(next[1])
    })
    const { exitCode } = await child
    return { code: exitCode ?? -1, output }
  }

  /** What a command says about itself. */
  help(name: string): Promise<Run> {
    return this.#start(name, ['--help'], {})
  }

  get #config(): string[] {
    return ['--config', join(this.folder, 'worker/wrangler.jsonc')]
  }

  async #start(name: string, args: string[], env: Record<string, string>): Promise<Run> {
    const program = join(ROOT, 'scripts', name === 'doctor' ? 'doctor' : 'cloudflare', `${name}.ts`)
    const { exitCode, all } = await execa(process.execPath, [program, ...args], {
      cwd: this.folder,
      env: { ...this.environment, ...env },
      stdin: 'ignore',
      all: true,
      reject: false,
    })
    return { code: exitCode ?? -1, output: all ?? '' }
  }

  /** The text of one of its files. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8')
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text)
  }

  remove(path: string): void {
    rmSync(join(this.folder, path))
  }

  /** Changes one of its files. */
  edit(path: string, change: (text: string) => string): void {
    this.write(path, change(this.read(path)))
  }

  /** Where a secret can be read: in what was printed, or in which of the files that were written, wrangler's own logs among them. */
  whoHolds(secret: string, output: string): string[] {
    const files = ['home', 'docker', 'worker/.wrangler'].flatMap((folder) => {
      const path = join(this.folder, folder)
      const entries = existsSync(path) ? readdirSync(path, { recursive: true, withFileTypes: true }) : []
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    })
    const holders = [...files, join(this.folder, 'worker/wrangler.jsonc')].filter((path) =>
      readFileSync(path).includes(secret),
    )
    return output.includes(secret) ? [...holders, 'the output'] : holders
  }

  /** Puts a database and a bucket into the account, and the database's id into the configuration, as the set-up would. */
  async seed(environment: string | null): Promise<void> {
    const target = readTarget(join(this.folder, 'worker/wrangler.jsonc'), environment)
    const make = async (path: string, name: string): Promise<{ result: { uuid?: string } }> => {
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
      const url = `${this.cloudflare.url}/accounts/${ACCOUNT}/${path}`
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ name }) })
      return (await response.json()) as { result: { uuid?: string } }
    }
    const { result } = await make('d1/database', target.database.name)
    await make('r2/buckets', target.bucket)
    writeId(target, 'database_id', result.uuid ?? '')
  }

  /** How Docker was called since the last time that one asked. */
  dockerCalls(): string[] {
    const path = join(this.folder, 'docker/calls')
    const calls = readFileSync(path, { encoding: 'utf8', flag: 'a+' }).split('\n').filter(Boolean)
    writeFileSync(path, '')
    return calls
  }
}
