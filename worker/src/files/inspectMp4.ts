/** px and s, from the container's own headers. */
export type ClipFacts = { width: number; height: number; durationSeconds: number }

/** Reads `length` bytes of a file from `offset` on. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>

type Box = { type: string; start: number; end: number }

/**
 * Reads size and duration of a stored MP4 (ISO/IEC 14496-12) from its `moov` box, wherever it stands, without loading the rest.
 * Throws when the file is not a whole MP4: a box that ends beyond the file is a download cut short.
 */
export async function inspectMp4(readRange: ReadRange, bytes: number): Promise<ClipFacts> {
  const read = async (offset: number, length: number) => {
    const { buffer, byteOffset, byteLength } = await readRange(offset, length)
    return new DataView(buffer, byteOffset, byteLength)
  }
  let at = 0
  let moov: Box | undefined
  while (at < bytes) {
    const box = readBox(await read(at, Math.min(16, bytes - at)), 0, bytes - at)
    if (at + box.end > bytes) throw new Error(`The clip is cut short: its ${box.type} ends after the file.`)
    if (box.type === 'moov') moov = { type: box.type, start: at, end: at + box.end }
    at += box.end
  }
  if (moov === undefined) throw new Error('The clip has no moov box: it is not an MP4 file.')
  return readMovie(await read(moov.start, moov.end - moov.start))
}

function readMovie(view: DataView): ClipFacts {
  const boxes = [...children(view, { type: 'moov', start: 0, end: view.byteLength })]
  const mvhd = boxes.find(({ type }) => type === 'mvhd')
  const tracks = boxes.filter(({ type }) => type === 'trak')
  const sizes = tracks
    .flatMap((track) => [...children(view, track)].filter(({ type }) => type === 'tkhd'))
    .map((tkhd) => ({
      // The last eight bytes of a track header are its width and height as 16.16 fixed point; zero for sound.
      width: view.getUint32(tkhd.end - 8) >>> 16,
      height: view.getUint32(tkhd.end - 4) >>> 16,
    }))
  const picture = sizes.find(({ width, height }) => width > 0 && height > 0)
  if (mvhd === undefined || picture === undefined) throw new Error('The clip has no video track.')
  const wide = view.getUint8(mvhd.start + 8) === 1
  const timescale = view.getUint32(mvhd.start + (wide ? 28 : 20))
  const duration = wide ? Number(view.getBigUint64(mvhd.start + 32)) : view.getUint32(mvhd.start + 24)
  if (timescale === 0 || duration === 0) throw new Error('The clip has no duration.')
  return { ...picture, durationSeconds: duration / timescale }
}

function* children(view: DataView, parent: Box): Generator<Box> {
  let at = parent.start + 8
  while (at + 8 <= parent.end) {
    const box = readBox(view, at, parent.end - at)
    yield box
    at = box.end
  }
}

/** A box's header at `at`; `rest` is how far it reaches when it says "to the end". */
function readBox(view: DataView, at: number, rest: number): Box {
  const type = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at + 4, 4))
  const size = view.getUint32(at)
  const length = size === 1 ? Number(view.getBigUint64(at + 8)) : size === 0 ? rest : size
  if (length < 8) throw new Error('The clip is damaged: a box has no length.')
  return { type, start: at, end: at + length }
}
