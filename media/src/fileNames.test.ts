import { access, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildMedia } from '../build.ts'
import { counterClip } from '../test/counterClip.ts'
import { runMedia } from '../test/runMedia.ts'
import { drawSheet } from '../test/sheets/drawSheet.ts'
import { plainSheet } from '../test/sheets/plainSheet.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'

const path = temporaryFolder()

/** Each would be more than a name to a shell, to FFmpeg, to libvips or to a reader of options. */
const names = [
  `-dash "quoted" it's $(touch pwned) \`touch pwned\`; touch pwned`,
  'line\nbreak %d %03d [0:v] [page=1],a=b;c',
  'concat:a|b',
  'pipe:1',
  '--json',
  '-',
  "back\\slash 'and' *?~ ünï\x1b[31m",
]

describe('names of files are only names', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    await buildMedia()
    await counterClip(path('clip.mp4'), { frames: 6 })
    await writeFile(path('sheet.png'), (await drawSheet(plainSheet)).bytes)
    await execa('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=1', path('tone.mp3')])
  })

  it.each(names)('%j', async (name) => {
    const folder = path(`in ${names.indexOf(name)}`)
    await mkdir(folder)
    const media = async (sample: string, args: string[], ...last: string[]) => {
      // The same name for what comes in and, in a folder of its own, for what goes out.
      await copyFile(path(sample), `${folder}/${name}`)
      const run = await runMedia([...args, '--json', '--', ...last, name], folder)
      expect({ args, exitCode: run.exitCode, stderr: run.stderr }).toMatchObject({ args, exitCode: 0 })
      return JSON.parse(run.stdout)
    }
    expect(await media('clip.mp4', ['probe'])).toMatchObject({ kind: 'clip', frames: 6 })
    expect(await media('tone.mp3', ['probe'])).toMatchObject({ kind: 'audio' })
    const { frames } = await media('sheet.png', ['crop', '--out', `crop/${name}`])
    const resized = await media('sheet.png', ['resize', '--ratio', '1:1', '--out', `resize/${name}`])
    const poster = await media('clip.mp4', ['preview', '--out', `preview/${name}`])
    const picture = await media('sheet.png', ['preview', '--out', `picture/${name}`])
    const stitch = ['stitch', '--seconds', '0.5', '--preset', 'ultrafast', '--music-offset', '0.2']
    await copyFile(path('tone.mp3'), `${folder}/music`)
    const film = await media('clip.mp4', [...stitch, '--out', `film/${name}.mp4`, '--music', 'music'])
    await copyFile(path('clip.mp4'), `${folder}/clip`)
    // Once more with the name for the music.
    await copyFile(path('tone.mp3'), `${folder}/${name}`)
    const run = await runMedia([...stitch, '--out', 'scored.mp4', '--json', `--music=${name}`, 'clip'], folder)
    expect(JSON.parse(run.stdout)).toMatchObject({ frames: 30, music: {} })

    const made = [...frames, ...resized.frames, poster, poster.strip, picture, film].map(({ file }) => file)
    expect(made).toHaveLength(6 + 1 + 2 + 1 + 1)
    for (const file of made) await access(file)
    expect(made.filter((file) => !file.startsWith(`${folder}/`))).toEqual([])
    const there = ['clip', 'crop', 'film', 'music', 'picture', 'preview', 'resize', 'scored.mp4', name]
    expect((await readdir(folder)).sort()).toEqual(there.sort())
  })
})
