/** @module Preloaded into every part (`node --import`): asks it to end when the launcher has gone without a word, killed or crashed. */
import { whenOrphaned } from './whenOrphaned.ts'

whenOrphaned(() => process.kill(process.pid, 'SIGTERM'), 500)
