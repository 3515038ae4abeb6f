import { COMPILED_LOOPS } from './compiledLoops.ts'

/**
 * What runs over the samples of one map, as WebAssembly that is compiled from `media/loops`. Lines and samples count from 0; a profile
 * looks at all lines between two of their samples, and is a number, like the addresses of results in `memory`.
 */
export interface LineLoops {
  memory: { readonly buffer: ArrayBuffer }
  openProfile(from: number, to: number): number
  /**
   * Address of a byte for each line: the brightness steps within which seven eighths of its samples keep to its own colour; 255 for one
   * that a glance shows to be uneven, unless it is one of `every` so many.
   */
  spreads(profile: number, every: number): number
  /** Address of a 32-bit float for each line, the share of its samples that jump there; the lines are divided into `parts`. */
  breaks(profile: number, parts: number): number
  /** Brightness steps that the own colours of two lines are apart where they differ most. */
  apart(profile: number, line: number, other: number): number
  /** A channel of a line's own colour at a sample of the profile; beyond the ends, that at the end. */
  colourAt(profile: number, line: number, sample: number, channel: number): number
  /** How much the samples of a line differ from the colour of the line `like`, 0 to 1 on average: one that differs by `contrast` steps counts as 1. */
  difference(profile: number, line: number, like: number, contrast: number): number
  /** Share of a line's samples that differ by more than `tolerance` steps from the colour of the line `like`. */
  differing(profile: number, line: number, like: number, tolerance: number): number
  /** Share of a line's samples from `from` up to `to` that differ by more than `limit` steps from those of another line beside them. */
  sideDiffering(line: number, other: number, from: number, to: number, limit: number): number
  /** How many steps the samples of a line are from those an eighth further along; seven eighths of them. */
  sideUnevenness(line: number, from: number, to: number): number
  /** What a difference of colour is worth: whole steps, up to 255. The three channels are whole numbers. */
  stepsApart(red: number, green: number, blue: number): number
}

interface Exports extends LineLoops {
  /** Makes room for a map and returns the address that its bytes go to. */
  openMap(lines: number, samples: number): number
}

// Node's own types do not have it.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>
  Instance: new (module: object) => { exports: unknown }
}

/** Compiled beside the main thread, while a sheet is decoded. */
const compiled = WebAssembly.compile(Buffer.from(COMPILED_LOOPS, 'base64'))

/** The loops over a map of `lines`, each of `samples` of three bytes. */
export async function openLineLoops(lines: number, samples: number, data: Uint8Array): Promise<LineLoops> {
  const loops = new WebAssembly.Instance(await compiled).exports as Exports
  const start = loops.openMap(lines, samples)
  new Uint8Array(loops.memory.buffer).set(data, start)
  return loops
}
