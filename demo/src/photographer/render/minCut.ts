/** The cheapest cut of a pixel grid into subject and background: maximum flow by growing two trees (Boykov and Kolmogorov, 2004). */

export type GridCosts = {
  width: number
  height: number
  /** Cost of calling a pixel background when it is subject; of calling it subject when it is background. */
  lostSubject: Float32Array
  falseSubject: Float32Array
  /** Cost of a border between a pixel and its right neighbour, and the one below it. */
  right: Float32Array
  below: Float32Array
}

const NONE = -1
const TERMINAL = 4
const ORPHAN = 5
/** Directions 0 to 3 are right, left, down, up; the opposite of each. */
const OPPOSITE = [1, 0, 3, 2] as const

/** 1 where a pixel belongs to the subject. */
export function minCut({ width, height, lostSubject, falseSubject, right, below }: GridCosts): Uint8Array {
  const size = width * height
  const step = [1, -1, width, -width] as const
  const capacity = new Float32Array(4 * size)
  const terminal = new Float32Array(size)
  for (let i = 0; i < size; i++) {
    terminal[i] = (lostSubject[i] ?? 0) - (falseSubject[i] ?? 0)
    if (i % width < width - 1) capacity[4 * i] = capacity[4 * (i + 1) + 1] = right[i] ?? 0
    if (i < size - width) capacity[4 * i + 2] = capacity[4 * (i + width) + 3] = below[i] ?? 0
  }

  const parent = new Int8Array(size).fill(NONE)
  const inSinkTree = new Uint8Array(size)
  const distance = new Int32Array(size)
  const stamp = new Int32Array(size)
  const waiting = new Uint8Array(size)
  const active: number[] = []
  const orphans: number[] = []
  let time = 0

  const cap = (pixel: number, direction: number) => capacity[4 * pixel + direction] ?? 0
  const neighbour = (pixel: number, direction: number) => pixel + (step[direction] ?? 0)
  const opposite = (direction: number) => OPPOSITE[direction] ?? 0
  /** Room for flow from root to leaf between a node of a tree and its neighbour. */
  const outward = (pixel: number, direction: number) =>
    inSinkTree[pixel] ? cap(neighbour(pixel, direction), opposite(direction)) : cap(pixel, direction)
  const inward = (pixel: number, direction: number) =>
    inSinkTree[pixel] ? cap(pixel, direction) : cap(neighbour(pixel, direction), opposite(direction))
  const activate = (pixel: number) => {
    if (waiting[pixel]) return
    waiting[pixel] = 1
    active.push(pixel)
  }
  const orphan = (pixel: number) => {
    parent[pixel] = ORPHAN
    orphans.push(pixel)
  }

  for (let i = 0; i < size; i++) {
    if (terminal[i] === 0) continue
    inSinkTree[i] = (terminal[i] ?? 0) < 0 ? 1 : 0
    parent[i] = TERMINAL
    distance[i] = 1
    activate(i)
  }

  /** Grows the tree at a pixel; gives the direction in which it met the other tree. */
  function grow(pixel: number): number {
    for (let direction = 0; direction < 4; direction++) {
      if (outward(pixel, direction) <= 0) continue
      const other = neighbour(pixel, direction)
      if (parent[other] === NONE) {
        inSinkTree[other] = inSinkTree[pixel] ?? 0
        parent[other] = opposite(direction)
        stamp[other] = stamp[pixel] ?? 0
        distance[other] = (distance[pixel] ?? 0) + 1
        activate(other)
      } else if (inSinkTree[other] !== inSinkTree[pixel]) return direction
    }
    return NONE
  }

  /** Pushes as much flow as fits along the path over one edge between the trees. */
  function augment(from: number, direction: number): void {
    const to = neighbour(from, direction)
    let flow = cap(from, direction)
    for (const end of [from, to]) {
      let at = end
      for (; parent[at] !== TERMINAL; at = neighbour(at, parent[at] ?? 0))
        flow = Math.min(flow, inward(at, parent[at] ?? 0))
      flow = Math.min(flow, Math.abs(terminal[at] ?? 0))
    }
    const push = (pixel: number, way: number) => {
      capacity[4 * pixel + way] = cap(pixel, way) - flow
      const other = neighbour(pixel, way)
      capacity[4 * other + opposite(way)] = cap(other, opposite(way)) + flow
    }
    push(from, direction)
    for (const end of [from, to]) {
      let at = end
      while (parent[at] !== TERMINAL) {
        const way = parent[at] ?? 0
        const next = neighbour(at, way)
        if (inSinkTree[at]) push(at, way)
        else push(next, opposite(way))
        if (inward(at, way) <= 0) orphan(at)
        at = next
      }
      terminal[at] = (terminal[at] ?? 0) + (inSinkTree[at] ? flow : -flow)
      if (terminal[at] === 0) orphan(at)
    }
  }

  /** Steps to the root of a pixel's tree, or Infinity when the way there is cut. */
  function distanceToRoot(pixel: number): number {
    let steps = 0
    let at = pixel
    for (;;) {
      if (stamp[at] === time) {
        steps += distance[at] ?? 0
        break
      }
      const way = parent[at] ?? NONE
      if (way === ORPHAN || way === NONE) return Number.POSITIVE_INFINITY
      steps++
      if (way === TERMINAL) {
        stamp[at] = time
        distance[at] = 1
        break
      }
      at = neighbour(at, way)
    }
    let left = steps
    for (let mark = pixel; stamp[mark] !== time; mark = neighbour(mark, parent[mark] ?? 0)) {
      stamp[mark] = time
      distance[mark] = left--
    }
    return steps
  }

  function adopt(pixel: number): void {
    let nearest = Number.POSITIVE_INFINITY
    let way = NONE
    for (let direction = 0; direction < 4; direction++) {
      const other = neighbour(pixel, direction)
      if (inward(pixel, direction) <= 0 || parent[other] === NONE || inSinkTree[other] !== inSinkTree[pixel]) continue
      const steps = distanceToRoot(other)
      if (steps < nearest) {
        nearest = steps
        way = direction
      }
    }
    parent[pixel] = way
    if (way !== NONE) {
      stamp[pixel] = time
      distance[pixel] = nearest + 1
      return
    }
    for (let direction = 0; direction < 4; direction++) {
      const other = neighbour(pixel, direction)
      if (other < 0 || other >= size || parent[other] === NONE || inSinkTree[other] !== inSinkTree[pixel]) continue
      if (inward(pixel, direction) > 0) activate(other)
      if (parent[other] === opposite(direction) && neighbour(other, opposite(direction)) === pixel) orphan(other)
    }
  }

  for (let head = 0; head < active.length; ) {
    const pixel = active[head] ?? 0
    const direction = parent[pixel] === NONE ? NONE : grow(pixel)
    if (direction === NONE) {
      waiting[pixel] = 0
      head++
      continue
    }
    time++
    if (inSinkTree[pixel]) augment(neighbour(pixel, direction), opposite(direction))
    else augment(pixel, direction)
    // Adoption may orphan more pixels: the list grows while it is worked off.
    for (let next = 0; next < orphans.length; next++) adopt(orphans[next] ?? 0)
    orphans.length = 0
  }
  return Uint8Array.from(parent, (way, pixel) => (way !== NONE && !inSinkTree[pixel] ? 1 : 0))
}
