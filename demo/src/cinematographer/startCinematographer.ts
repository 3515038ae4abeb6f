/** A local cinematographer: a server that speaks Kling's image-to-video API and films its clips with FFmpeg. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerWithFault, type RequestFault } from '../shared/answerWithFault.ts'
import { serveLoopback } from '../shared/serveLoopback.ts'
import type { Speed } from '../shared/speed.ts'
import { createApp } from './createApp.ts'
import { createAuthorizer } from './createAuthorizer.ts'
import { CLIP_MS, createFilmer, type Fate } from './createFilmer.ts'
import { type Books, TaskBook } from './TaskBook.ts'

/** What a test makes go wrong with one HTTP request; for a submit also a task that fails, or never ends. */
export type Fault = RequestFault | Fate

export type CinematographerOptions = {
  /** TCP port on 127.0.0.1; 0 for any. */
  port: number
  /** `fast`: small clips as soon as they are ready; `lifelike`: full size, about 15 s a task. */
  speed: Speed
  /** ms that a task takes at least, in place of what the speed says. */
  clipMs?: number
  accessKey: string
  secretKey: string
  /** A plain key that is accepted as Bearer too. */
  apiKey?: string
  /** Unfinished tasks of one model above which a submit is refused with 1303. */
  maxParallel?: number
  /** Fetches the pictures that a submit gives as URLs. */
  fetch?: typeof globalThis.fetch
  /** Asked before each HTTP request; for tests. */
  faults?: (request: Request) => Fault | undefined
}

export type Cinematographer = {
  /** Origin: Kling's paths begin right after it, as in `${url}/v1/videos/image2video`. */
  url: string
  /** The same as `GET /_books`. */
  books: () => Books
  /** Stops the server and the filming, and deletes the clips. */
  close: () => Promise<void>
}

/**
 * Starts the server. It keeps tasks in memory only, and never calls a callback_url: poll it.
 * @throws when the port cannot be had
 */
export async function startCinematographer(options: CinematographerOptions): Promise<Cinematographer> {
  const { port, speed, clipMs = CLIP_MS[speed], maxParallel = 6, fetch = globalThis.fetch, faults } = options
  const clips = await mkdtemp(join(tmpdir(), 'cinematographer-'))
  const closing = new AbortController()
  const book = new TaskBook(maxParallel)
  const film = createFilmer({ speed, clipMs, folder: clips, signal: closing.signal })
  const filming = new Set<Promise<void>>()
  const app = createApp({
    book,
    film: (task, pictures, fate) => {
      const done = film(task, pictures, fate).finally(() => filming.delete(done))
      filming.add(done)
    },
    authorize: createAuthorizer(options),
    clips,
    fetch,
  })

  const answer = async (request: Request, hangUp: () => void): Promise<Response> => {
    const fault = faults?.(request)
    const fate = fault && ('taskError' in fault || 'stall' in fault) ? fault : undefined
    const wrong = fate ? undefined : (fault as RequestFault | undefined)
    return answerWithFault(wrong, request, (taken) => app.fetch(taken, { fate }), hangUp, closing.signal)
  }

  const stopFilming = async () => {
    closing.abort()
    await Promise.all(filming)
    await rm(clips, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  const server = await serveLoopback(answer, port).catch(async (error: unknown) => {
    await stopFilming()
    throw error
  })
  return {
    url: server.url,
    books: () => book.books(),
    close: async () => {
      await server.close()
      await stopFilming()
    },
  }
}
