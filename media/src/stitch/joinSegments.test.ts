import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { counterClip, readCounters } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { stitchFilm } from './stitchFilm.ts'

const path = temporaryFolder()

describe('a joined film', () => {
  it('has each frame at its time, and can be cut apart by copy where its clips meet', async () => {
    await counterClip(path('clip.mp4'), { frames: 40 })
    const clips = Array(7).fill(path('clip.mp4'))
    // 17 frames at 24 a second are no whole number of microseconds.
    await stitchFilm({
      clips,
      out: path('film.mp4'),
      fps: 24,
      secondsPerClip: 0.7,
      preset: 'veryfast',
      easing: 'linear',
    })
    const { stdout } = await execa('ffprobe', [
      ...['-v', 'error', '-show_entries', 'packet=pts,dts,duration,flags:stream=time_base', '-of', 'json'],
      path('film.mp4'),
    ])
    const { packets, streams } = JSON.parse(stdout)
    const tick = Number(streams[0].time_base.split('/')[1]) / 24
    const frames: number[] = packets.map(({ pts }: { pts: number }) => pts / tick)
    const inOrder = Array.from({ length: 119 }, (_, i) => i)
    // There are B-frames, so they are not stored in the order in which they are shown.
    expect(frames).not.toEqual(inOrder)
    expect(frames.toSorted((a, b) => a - b)).toEqual(inOrder)
    for (const { dts, duration } of packets) expect([dts % tick === 0, duration]).toEqual([true, tick])
    for (let start = 0; start < 119; start += 17) {
      expect(packets[start].flags).toContain('K')
      // What follows a clip's key frame in the file is shown after it: it refers to nothing before.
      expect(Math.min(...frames.slice(start, start + 17))).toBe(start)
    }
    const cut = ['-ss', `${34 / 24}`, '-i', path('film.mp4'), '-c', 'copy', '-frames:v', '17', path('cut.mp4')]
    await execa('ffmpeg', ['-v', 'error', '-y', ...cut])
    expect(await readCounters(path('cut.mp4'))).toEqual((await readCounters(path('film.mp4'))).slice(34, 51))
  })
})
