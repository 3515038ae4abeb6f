/**
 * @module The loops that run over the samples of a line map, in AssemblyScript: a cut lives for a fifth of a second, and V8 runs
 * WebAssembly compiled from its first call on, JavaScript a few times as slowly until it is hot. Each map has an instance of its
 * own. `media/src/crop/lines/LineLoops.ts` says what comes in and goes out.
 */
export { openMap } from './map'
export { apart, breaks, colourAt, difference, differing, openProfile, spreads } from './profile'
export { sideDiffering, sideUnevenness } from './sides'
export { stepsApart } from './stepsApart'
