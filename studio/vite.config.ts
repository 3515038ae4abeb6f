import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Where `npm start` serves the API. */
const API = 'http://127.0.0.1:8787'

/** The libraries that every page needs at once; rows that are drawn only while they are seen, one page alone. */
const EVERYWHERE =
  /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|zod|@tanstack\/(?!(react-virtual|virtual-core)\/)[^/]+)\//

/** Has the letters of most languages loaded with the page, not once there are words: then no word moves when they come. */
const preloadLetters: Plugin = {
  name: 'preload-letters',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const fonts = Object.keys(bundle).filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file))
      return fonts.map((file) => {
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true }
        return { tag: 'link', attrs, injectTo: 'head' as const }
      })
    },
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tailwindcss(), preloadLetters],
  build: {
    target: 'es2023',
    // How much a page may load before it shows itself, budget.ts says; the largest file here is loaded for a PDF alone.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      // Schemas that the page doesn't use stay out of the bundle: making one has no effect but itself.
      treeshake: { moduleSideEffects: [{ test: /\/protocol\/src\//, sideEffects: false }] },
      // What every page needs is one file that stays the same from version to version of ours.
      output: { codeSplitting: { groups: [{ name: 'vendor', test: EVERYWHERE }] } },
    },
  },
  // The API refuses what pages of another origin send, and the development server is one.
  server: { proxy: { '/api': { target: API, headers: { origin: API } } } },
})
