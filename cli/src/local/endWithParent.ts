/**
 * @module Preloaded into every part (`node --import`). When the launcher has gone without a word, killed or crashed, the part is asked
 * to end. When the part itself is killed, its whole process group goes with it, whether or not the launcher is still there to see to
 * that: a runtime that outlived its Worker would hold the port, and work on the databases beside the next one.
 */
import { spawn } from 'node:child_process'
import { isMainThread } from 'node:worker_threads'
import { whenOrphaned } from './whenOrphaned.ts'

/** Waits for its input to end, which is when the part is gone, however it went. */
const REAPER = 'read -r nothing; kill -KILL "-$1"'

function leaveNothing(): void {
  // In a group of its own, so that it outlives the part's.
  const shell = spawn('/bin/sh', ['-c', REAPER, 'reaper', String(process.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  })
  // Without it the part is only less well looked after.
  shell.on('error', () => {})
  shell.unref()
}

// The threads of a part are preloaded with this as well, and end before it.
if (isMainThread) {
  whenOrphaned(() => process.kill(process.pid, 'SIGTERM'), 500)
  leaveNothing()
}
