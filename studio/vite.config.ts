import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm start` serves the API. */
const API = 'http://127.0.0.1:8787'

/** The libraries that every page needs at once; rows that are drawn only while they are seen, one page alone. */
const EVERYWHERE =
  /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|zod|@tanstack\/(?!(react-virtual|virtual-core)\/)[^/]+)\//

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tailwindcss()],
  build: {
    target: 'es2023',
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
