import { defineConfig } from 'vitest/config'

/** Their tests drive built programs, or serve the built page, or deploy both. */
const NEED_BUILD = ['worker', 'e2e', 'scripts']
const WORKSPACES = ['protocol', 'media', 'worker', 'sandbox', 'studio', 'cli', 'demo', 'e2e', 'scripts']

export default defineConfig({
  test: {
    projects: WORKSPACES.map((name) => ({
      test: {
        name,
        include: [`${name}/**/*.test.{ts,tsx}`],
        environment: 'node',
        testTimeout: name === 'e2e' ? 240_000 : 30_000,
        hookTimeout: name === 'e2e' ? 120_000 : 30_000,
        // Whole shoots would only slow each other down.
        fileParallelism: name !== 'e2e',
        globalSetup: NEED_BUILD.includes(name) ? ['scripts/buildForTests.ts'] : [],
        setupFiles: name === 'worker' ? ['worker/test/showLogOfFailures.ts'] : [],
      },
    })),
  },
})
