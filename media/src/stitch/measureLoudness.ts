import { runTool } from '../ffmpeg/runTool.ts'

export interface Loudness {
  /** Integrated (EBU R 128); -70 for silence. */
  loudnessLufs: number
  /** Between the samples too. */
  truePeakDbtp: number
}

const SILENCE = -70

/**
 * Measures sound by EBU R 128 with FFmpeg's own meter.
 *
 * @param input FFmpeg's options for the input, the input itself and what is mapped of it
 * @param filters that the sound goes through before the meter
 */
export async function measureLoudness(
  input: readonly string[],
  filters: readonly string[],
  signal?: AbortSignal,
): Promise<Loudness> {
  let loudnessLufs = SILENCE
  const peaks = new Map<string, number>()
  // Every tenth of a second the meter tells what it has so far.
  const onLine = (line: string) => {
    const [, key = '', value = ''] = /^lavfi\.r128\.(I|true_peaks_ch\d+)=(\S+)$/.exec(line) ?? []
    if (key === 'I') loudnessLufs = Math.max(SILENCE, Number.parseFloat(value) || SILENCE)
    else if (key) peaks.set(key, Number.parseFloat(value) || 0)
  }
  const meter = [...filters, 'ebur128=peak=true:metadata=1', 'ametadata=mode=print:file=-'].join(',')
  await runTool('ffmpeg', ['-v', 'error', '-xerror', ...input, '-af', meter, '-f', 'null', '-'], { signal, onLine })
  return { loudnessLufs, truePeakDbtp: 20 * Math.log10(Math.max(1e-5, ...peaks.values())) }
}
