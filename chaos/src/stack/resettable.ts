/**
 * @module Preloaded into the Worker's process (`node --import`), and gives it one door more, which the product does not have: on SIGUSR2
 * every Durable Object ends in the middle of what it does, as by a deploy, and the Worker and its runtime live on.
 */
import { registerHooks } from 'node:module'

/** What the Worker's process gets in place of the runtime's own module. */
const WITH_RESETTER = new URL('./miniflareWithResetter.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'miniflare' && context.parentURL !== WITH_RESETTER
      ? { url: WITH_RESETTER, shortCircuit: true }
      : next(specifier, context),
})
