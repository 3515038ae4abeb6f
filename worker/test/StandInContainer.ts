import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './freePort.ts'

const root = join(import.meta.dirname, '../..')

/**
 * A container as processes and folders of this machine: what is `/workspace` and `/storage` in the image are folders of its own,
 * ports are mapped to free ones, and a mount is a folder with a flag that `mountpoint` and `fusermount` of its own know.
 */
export class StandInContainer {
  readonly folder = mkdtempSync(join(tmpdir(), 'container-'))
  readonly #processes = new Set<ChildProcess>()
  readonly #ports = new Map<number, number>()

  constructor() {
    for (const name of ['bin', 'storage', 'work']) mkdirSync(join(this.folder, name))
    // As the image has it: the built host.
    cpSync(join(root, 'sandbox/dist'), join(this.folder, 'workspace/sandbox/dist'), { recursive: true })
    this.#program('mountpoint', 'test -e "$2.mounted"')
    this.#program('fusermount', 'rm -rf "$3.mounted" && find "$3" -mindepth 1 -delete')
  }

  /** Runs a command in the background, with this environment beside the image's. */
  async run(command: string, env: Record<string, string>): Promise<{ child: ChildProcess; stderr: () => string }> {
    const { PORT = '', HOST } = env
    const child = spawn('sh', ['-c', `exec ${this.#inside(command)}`], {
      env: {
        PATH: `${join(this.folder, 'bin')}:${process.env.PATH}`,
        AGENT_DIR: join(root, 'agent'),
        RUNNER: join(root, 'sandbox/test/scriptedRunner.ts'),
        WORK_DIR: join(this.folder, 'work'),
        ...env,
        // A server that listens on the container's loopback alone is not reached from outside of it.
        ...(HOST === '0.0.0.0' && { HOST: '127.0.0.1', PORT: String(await this.#hostPort(Number(PORT))) }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    this.#processes.add(child)
    child.once('exit', () => this.#processes.delete(child))
    return { child, stderr: () => stderr }
  }

  /** Runs a command to its end. */
  async exec(command: string, timeout: number): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    const env = { PATH: `${join(this.folder, 'bin')}:${process.env.PATH}` }
    return await new Promise((resolve) => {
      execFile('sh', ['-c', this.#inside(command)], { env, timeout }, (error, stdout, stderr) =>
        resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
      )
    })
  }

  /** Where a port of the container is on this machine; undefined when nothing was ever started on it. */
  address(port: number): string | undefined {
    const mapped = this.#ports.get(port)
    return mapped === undefined ? undefined : `http://127.0.0.1:${mapped}`
  }

  get processes(): number {
    return this.#processes.size
  }

  /** Mounts these files; a folder that is not empty is refused, as s3fs does. */
  mount(files: { key: string; text: string }[]): void {
    const storage = join(this.folder, 'storage')
    if (existsSync(`${storage}.mounted`)) {
      this.breakMount()
      throw new Error(
        'S3FS mount failed: s3fs: MOUNTPOINT directory /storage is not empty. if you are sure this is safe …',
      )
    }
    for (const { key, text } of files) writeFileSync(join(storage, key), text)
    writeFileSync(`${storage}.mounted`, '')
  }

  /** The folder stays a mount point, and nothing can be read there any more. */
  breakMount(): void {
    rmSync(join(this.folder, 'storage'), { recursive: true, force: true })
    mkdirSync(join(this.folder, 'storage'))
  }

  unmount(): void {
    this.breakMount()
    rmSync(join(this.folder, 'storage.mounted'), { force: true })
  }

  get isMounted(): boolean {
    return existsSync(join(this.folder, 'storage.mounted'))
  }

  /** Ends every process at once, as the platform does. */
  async killProcesses(): Promise<void> {
    const running = [...this.#processes]
    const gone = running.map((child) => once(child, 'exit'))
    for (const child of running) child.kill('SIGKILL')
    await Promise.all(gone)
  }

  /** Ends it, with its files. */
  async end(): Promise<void> {
    await this.killProcesses()
    rmSync(this.folder, { recursive: true, force: true })
  }

  #inside(command: string): string {
    return command
      .replaceAll('/workspace', join(this.folder, 'workspace'))
      .replaceAll('/storage', join(this.folder, 'storage'))
  }

  async #hostPort(port: number): Promise<number> {
    const known = this.#ports.get(port)
    if (known !== undefined) return known
    const free = await freePort()
    this.#ports.set(port, free)
    return free
  }

  #program(name: string, script: string): void {
    const file = join(this.folder, 'bin', name)
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
  }
}
