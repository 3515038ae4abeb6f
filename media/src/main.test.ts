import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildMedia } from '../build.ts'
import { contactSheet } from '../test/contactSheet.ts'
import { counterClip } from '../test/counterClip.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'

const path = temporaryFolder()
const bin = fileURLToPath(new URL('../bin/media.js', import.meta.url))
const media = (...args: string[]) => execa(process.execPath, [bin, ...args], { reject: false, cwd: path() })

describe('the command line', () => {
  beforeAll(() => buildMedia())

  it('crops and resizes, and prints one JSON object', async () => {
    await writeFile(path('-sheet.png'), (await contactSheet({ seed: 4, width: 640, height: 480 })).bytes)
    const crop = await media('crop', '--out', 'frames', '--json', '--', '-sheet.png')
    expect(crop.exitCode).toBe(0)
    const { frames, confidence, method } = JSON.parse(crop.stdout)
    expect({ count: frames.length, method }).toEqual({ count: 6, method: 'gutters' })
    expect(confidence).toBeGreaterThan(0.5)
    const resize = await media('resize', frames[0].file, frames[1].file, '--ratio', '9:16', '--out', 'tall', '--json')
    expect(JSON.parse(resize.stdout).frames).toHaveLength(2)
  })

  it('stitches with progress on standard error, probes and previews', async () => {
    await counterClip(path('a.mp4'), { frames: 12 })
    const stitch = await media(
      'stitch',
      'a.mp4',
      'a.mp4',
      '--out',
      'film.mp4',
      '--seconds',
      '0.5',
      '--preset',
      'ultrafast',
      '--json',
    )
    const film = { frames: 60, durationSeconds: 1, fps: 60, width: 160, height: 96 }
    expect(JSON.parse(stitch.stdout)).toMatchObject(film)
    expect(stitch.stderr).toMatch(/^100 %, 0 s left$/m)
    const probe = await media('probe', 'film.mp4', '--json')
    expect(JSON.parse(probe.stdout)).toMatchObject({ kind: 'clip', ...film })
    const preview = await media('preview', 'film.mp4', '--width', '80', '--json')
    expect(JSON.parse(preview.stdout)).toMatchObject({ width: 80, height: 48 })
  })

  it('draws a curve', async () => {
    const { stdout } = await media('curve', '0.85,0,0.15,1', '--json')
    const { points, svg } = JSON.parse(stdout)
    expect(points).toHaveLength(61)
    expect(svg).toMatch(/^<svg .*<\/svg>$/)
  })

  it('exits with 1 and the reason where it cannot, and with 2 on wrong use', async () => {
    const missing = await media('probe', 'nothing.mp4', '--json')
    expect(missing.exitCode).toBe(1)
    expect(missing.stderr).toContain('nothing.mp4')
    expect(JSON.parse(missing.stdout)).toMatchObject({ error: { code: 'fileNotFound' } })
    for (const args of [
      ['frob'],
      ['crop'],
      ['stitch', 'a.mp4', '--out', 'x.mp4', '--fps', 'many'],
      ['curve', 'swoosh'],
    ]) {
      const { exitCode, stderr } = await media(...args)
      expect({ args, exitCode }).toEqual({ args, exitCode: 2 })
      expect(stderr).not.toBe('')
    }
  })

  it('leaves nothing when it is told to stop', async () => {
    await counterClip(path('long.mp4'), { frames: 60, width: 640, height: 360 })
    const run = media('stitch', 'long.mp4', '--out', 'stopped/film.mp4', '--seconds', '20', '--preset', 'slower')
    run.stderr?.once('data', () => run.kill('SIGTERM'))
    const { exitCode, stderr } = await run
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Stopped')
    await expect(readFile(path('stopped/film.mp4'))).rejects.toThrow('ENOENT')
  })
})
