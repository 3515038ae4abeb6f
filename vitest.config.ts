import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Their tests drive built programs, or serve the built page, or deploy both. */
const NEED_BUILD = ['worker', 'e2e', 'chaos', 'scripts']
/** Those that run whole shoots, which would only slow each other down, and how long one test may take, ms. */
const WHOLE_SHOOTS: Record<string, number> = { e2e: 240_000, chaos: 600_000 }
const WORKSPACES = ['protocol', 'media', 'worker', 'sandbox', 'studio', 'cli', 'demo', 'e2e', 'chaos', 'scripts']

export default defineConfig({
  test: {
    // Most of a test's time is waiting for processes: on two cores Vitest's own choice would be one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: WORKSPACES.map((name) => ({
      test: {
        name,
        include: [`${name}/**/*.test.{ts,tsx}`],
        environment: 'node',
        testTimeout: WHOLE_SHOOTS[name] ?? 30_000,
        hookTimeout: name in WHOLE_SHOOTS ? 120_000 : 30_000,
        expect: { poll: { timeout: NEED_BUILD.includes(name) ? 15_000 : 1_000 } },
        fileParallelism: !(name in WHOLE_SHOOTS),
        globalSetup: NEED_BUILD.includes(name) ? ['scripts/buildForTests.ts'] : [],
        setupFiles: name === 'worker' ? ['worker/test/showLogOfFailures.ts'] : [],
      },
    })),
  },
})
