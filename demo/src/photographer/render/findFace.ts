/** Where the face is, guessed from skin colour: the most face-like blob in the upper middle of a picture. */
import type { Raster } from './Raster.ts'

/** Middle and size of a face without hair, px of the raster it was found in. */
export type Face = { x: number; y: number; width: number; height: number }

function isSkin(r: number, g: number, b: number): boolean {
  const cb = 128 - 0.169 * r - 0.331 * g + 0.5 * b
  const cr = 128 + 0.5 * r - 0.419 * g - 0.081 * b
  return r > 60 && r > g && g > b * 0.9 && cr > 138 && cr < 174 && cb > 85 && cb < 124
}

/** Joins skin above and below a gap as high as a pair of glasses. */
function bridge(skin: Uint8Array, width: number, height: number): void {
  const longest = 0.085 * height
  for (let x = 0; x < width; x++) {
    let last = Number.NEGATIVE_INFINITY
    for (let y = 0; y < height; y++) {
      if (skin[y * width + x] === 0) continue
      if (y - last <= longest) for (let gap = last + 1; gap < y; gap++) skin[gap * width + x] = 1
      last = y
    }
  }
}

type Blob = { area: number; left: number; right: number; top: number; bottom: number; sumX: number; sumY: number }

function blobs({ data, width, height }: Raster): Blob[] {
  const skin = new Uint8Array(width * height)
  for (let i = 0; i < skin.length; i++)
    skin[i] = isSkin(data[3 * i] ?? 0, data[3 * i + 1] ?? 0, data[3 * i + 2] ?? 0) ? 1 : 0
  bridge(skin, width, height)
  const found: Blob[] = []
  const stack: number[] = []
  for (let start = 0; start < skin.length; start++) {
    if (skin[start] !== 1) continue
    const blob: Blob = { area: 0, left: width, right: 0, top: height, bottom: 0, sumX: 0, sumY: 0 }
    stack.push(start)
    skin[start] = 2
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width
      const y = (at - x) / width
      blob.area++
      blob.sumX += x
      blob.sumY += y
      blob.left = Math.min(blob.left, x)
      blob.right = Math.max(blob.right, x)
      blob.top = Math.min(blob.top, y)
      blob.bottom = Math.max(blob.bottom, y)
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width])
        if (skin[next] === 1) {
          skin[next] = 2
          stack.push(next)
        }
    }
    found.push(blob)
  }
  return found
}

/** The face, or undefined when no blob of skin has about the shape and place of one. */
export function findFace(raster: Raster): Face | undefined {
  const { width, height } = raster
  let best: { score: number; face: Face } | undefined
  for (const blob of blobs(raster)) {
    if (blob.area < width * height * 0.0008) continue
    const blobWidth = blob.right - blob.left + 1
    // A bare neck hangs below the face: a face is at most 1.35 times as high as wide.
    const blobHeight = Math.min(blob.bottom - blob.top + 1, blobWidth * 1.35)
    const aspect = blobHeight / blobWidth
    const fill = blob.area / (blobWidth * (blob.bottom - blob.top + 1))
    if (aspect < 0.7 || fill < 0.35) continue
    const x = blob.sumX / blob.area
    const y = blob.top + blobHeight / 2
    const off = Math.hypot((x / width - 0.5) * 1.6, (y / height - 0.3) * 1.3)
    const score = Math.sqrt(blob.area) * fill * Math.exp(-3 * off * off)
    if (!best || score > best.score) best = { score, face: { x, y, width: blobWidth, height: blobHeight } }
  }
  return best?.face
}
