import type { V4WorkerOptions } from 'miniflare'

/** A Worker beside the product's that ends all Durable Objects when it is fetched: nobody but a Worker of the same runtime can do it. */
export const RESETTER: V4WorkerOptions = {
  name: 'resetter',
  compatibilityDate: '2026-01-01',
  compatibilityFlags: ['unsafe_module'],
  modules: true,
  script: `import unsafe from 'workerd:unsafe'
    export default { fetch: async () => { await unsafe.abortAllDurableObjects(); return new Response() } }`,
}
