/**
 * @module The wire: schemas of runner lines, events and HTTP bodies, and the reducer that turns events into a view.
 *
 * What the page parses is written with `zod/mini`, which costs it 16 kB less than the methods of `zod`; the two are made of the same
 * parts, and go into each other. The words of their errors come with `zod`, which every program but the page loads.
 */
export * from './api.ts'
export * from './asset.ts'
export * from './checkpoint.ts'
export * from './choices.ts'
export * from './clipMakers.ts'
export * from './enoughUsd.ts'
export * from './event.ts'
export * from './Folding.ts'
export * from './frameLimits.ts'
export * from './gateway.ts'
export * from './host.ts'
export * from './ids.ts'
export * from './job.ts'
export * from './LineSplitter.ts'
export * from './manifest.ts'
export * from './plan.ts'
export * from './presets.ts'
export * from './problem.ts'
export * from './readReceivedEvent.ts'
export * from './resolutionFor.ts'
export * from './roundUsd.ts'
export * from './runnerLine.ts'
export * from './shootFileName.ts'
export * from './slotFileName.ts'
export * from './sniffType.ts'
export * from './staleReason.ts'
export * from './view.ts'
export * from './vocabulary.ts'
