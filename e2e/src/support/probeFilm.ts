import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What FFmpeg's own tools say of an MP4 file. */
export async function probeFilm(file: Buffer) {
  return withFile(file, async (path) => {
    const { stdout } = await run('ffprobe', [
      ...['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json'],
      path,
    ])
    const { streams, format } = JSON.parse(stdout)
    return { streams: streams as Record<string, unknown>[], seconds: Number(format.duration) }
  })
}

/** How many frames can be decoded from the beginning of the file alone, up to `share` of its bytes. */
export async function framesFromPrefix(file: Buffer, share: number): Promise<number> {
  return withFile(file.subarray(0, Math.ceil(file.length * share)), async (path) => {
    const { stdout } = await run('ffprobe', [
      ...['-v', 'quiet', '-select_streams', 'v', '-count_frames'],
      ...['-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0'],
      path,
    ])
    return Number(stdout.trim())
  })
}

/** The names of an MP4's outermost boxes in order: ISO/IEC 14496-12, section 4.2. */
export function outerBoxes(file: Buffer): string[] {
  const names: string[] = []
  for (let at = 0; at + 8 <= file.length; ) {
    const size = file.readUInt32BE(at)
    names.push(file.toString('latin1', at + 4, at + 8))
    if (size === 0) break
    at += size === 1 ? Number(file.readBigUInt64BE(at + 8)) : size
  }
  return names
}

async function withFile<Result>(bytes: Buffer, use: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'e2e-film-'))
  try {
    const path = join(folder, 'film.mp4')
    await writeFile(path, bytes)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}
