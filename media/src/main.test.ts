import { access, cp, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildMedia } from '../build.ts'
import { counterClip } from '../test/counterClip.ts'
import { drawSheet } from '../test/sheets/drawSheet.ts'
import { plainSheet } from '../test/sheets/plainSheet.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'

const path = temporaryFolder()
const bin = fileURLToPath(new URL('../bin/media.js', import.meta.url))
const media = (...args: string[]) => execa(process.execPath, [bin, ...args], { reject: false, cwd: path() })

describe('the command line', () => {
  beforeAll(() => buildMedia())

  it('crops and resizes, and prints one JSON object', async () => {
    await writeFile(path('-sheet.png'), (await drawSheet(plainSheet)).bytes)
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

  it('exits with 1 and the reason where it cannot, as JSON too', async () => {
    const missing = await media('probe', 'nothing.mp4', '--json')
    expect(missing.exitCode).toBe(1)
    expect(missing.stderr).toContain('nothing.mp4')
    expect(JSON.parse(missing.stdout)).toMatchObject({ error: { code: 'fileNotFound' } })
    expect((await media('probe', '')).stderr).toContain('name of a file is empty')
  })

  it('says by which options a person can divide a sheet in which no grid is found', async () => {
    await sharp({ create: { width: 600, height: 400, channels: 3, background: '#888' } }).toFile(path('plain.png'))
    const { exitCode, stderr } = await media('crop', 'plain.png', '--out', 'none', '--rows', '1', '--cols', '2')
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/--rows 3 --cols 3.*--lines/) })
    expect(stderr).toContain('no gutters down it can be seen')
  })

  it.each([
    [['frob'], /unknown command 'frob'/],
    [['crop', '--out', 'x'], /missing required argument 'sheet'/],
    [['crop', 'a.png'], /'--out <dir>' not specified/],
    [['crop', 'a.png', '--out', 'x', '--rows', '2.5'], /2\.5 is not a number of rows/],
    [['resize', 'a.png', '--out', 'x'], /'--ratio <w:h>' not specified/],
    [['resize', 'a.png', '--out', 'x', '--ratio', '5:1'], /Allowed choices are 3:2/],
    [['stitch', '--out', 'x.mp4'], /missing required argument 'clip'/],
    [['stitch', 'a.mp4', '--out', 'x.mp4', '--fps', 'many'], /'many' is invalid.*number/],
    [['stitch', 'a.mp4', '--out', 'x.mp4', '--fps', ''], /'' is invalid.*number/],
    [['stitch', 'a.mp4', '--out', 'x.mp4', '--fps', '0'], /0 is not a frame rate/],
    [['stitch', 'a.mp4', '--out', 'x.mp4', '--crf', '99'], /99 is not a crf/],
    [['stitch', 'a.mp4', '--out', 'x.mp4', '--easing', 'swoosh'], /no easing called "swoosh"/],
    [['stitch', 'a.mp4', '--out', 'a.mp4'], /one of the inputs/],
    [['stitch', 'a.mp4', '--out', 'x.webm'], /x\.webm is not a name of one.*\.mp4/s],
    [['preview', 'a.mp4', '--width', '1'], /1 is not a width/],
    [['preview', 'a.mp4', '--colour'], /unknown option '--colour'/],
    [['probe', 'a.mp4', 'b.mp4'], /too many arguments/],
    [['probe', '-dash.mp4'], /unknown option '-dash\.mp4'.*after --/s],
    [['curve', 'swoosh'], /no easing called "swoosh"/],
  ])('exits with 2 on wrong use and says how it is used: %j', async (args, says) => {
    const { exitCode, stdout, stderr } = await media(...args, '--json')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(says)
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'wrongUse', message: expect.any(String), hint: expect.any(String) },
    })
  })

  it('describes every command on demand', async () => {
    const bare = await media()
    expect({ exitCode: bare.exitCode, stderr: bare.stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/Usage: media/),
    })
    const { stdout, exitCode } = await media('--help')
    expect(exitCode).toBe(0)
    for (const command of ['crop', 'resize', 'stitch', 'preview', 'probe', 'curve']) {
      expect(stdout).toMatch(new RegExp(`^  ${command} .*\\w`, 'm'))
      const help = await media(command, '--help')
      expect({ exitCode: help.exitCode, help: help.stdout }).toMatchObject({
        exitCode: 0,
        help: expect.stringMatching(/Arguments:.*--json/s),
      })
      if (/stitch|curve/.test(command)) expect(help.stdout).toMatch(/Easings:.*easeInOutSine.*luxurious/s)
    }
  })

  it('loads for a curve no codec: it works where none is', async () => {
    await cp(fileURLToPath(new URL('../dist', import.meta.url)), path('alone'), { recursive: true })
    const alone = (...args: string[]) => execa(process.execPath, [path('alone/cli.mjs'), ...args], { reject: false })
    await rename(path('alone/cli.js'), path('alone/cli.mjs'))
    await writeFile(path('alone/package.json'), '{"type":"module"}')
    expect((await alone('curve', 'ease')).exitCode).toBe(0)
    expect((await alone('probe', 'a.mp4')).stderr).toContain('sharp')
  })

  it('ends quietly when nobody reads on', async () => {
    const line = `"${process.execPath}" "${bin}" curve ease --json | head -c 5`
    expect(await execa('bash', ['-o', 'pipefail', '-c', line])).toMatchObject({ stdout: '{"han', stderr: '' })
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing when it is told to stop by %s', async (signal) => {
    await counterClip(path('long.mp4'), { frames: 60, width: 640, height: 360 })
    const run = media(
      'stitch',
      'long.mp4',
      '--out',
      'stopped/film.mp4',
      '--seconds',
      '20',
      '--preset',
      'slower',
      '--json',
    )
    run.stderr?.once('data', () => run.kill(signal))
    const { exitCode, stdout, stderr } = await run
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Stopped')
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'aborted' } })
    await expect(access(path('stopped'))).rejects.toThrow('ENOENT')
  })

  it.runIf(process.platform === 'linux')('stops in the middle of a picture too', async () => {
    const teal = sharp({ create: { width: 6000, height: 5000, channels: 3, background: 'teal' } })
    // An interlaced one takes its time.
    await teal.png({ compressionLevel: 1, progressive: true }).toFile(path('large.png'))
    const before = await readdir(path())
    const run = async (...args: string[]) => {
      const running = media(...args, '--json')
      // It has begun, and needs several tenths of a second from here.
      while (!(await readFile(`/proc/${running.pid}/maps`, 'utf8')).includes('libvips')) await sleep(5)
      running.kill('SIGINT')
      const { exitCode, stdout } = await running
      expect({ args, exitCode, ...JSON.parse(stdout) }).toMatchObject({ args, exitCode: 1, error: { code: 'aborted' } })
    }
    await Promise.all([
      run('probe', 'large.png'),
      run('preview', 'large.png'),
      run('crop', 'large.png', '--out', 'stopped'),
      run('resize', 'large.png', '--ratio', '1:1', '--out', 'stopped'),
    ])
    expect(await readdir(path())).toEqual(before)
  })
})
