import type { Options, Problem } from '@fashion-shoot/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ProblemError } from '../api/ProblemError.ts'
import { asProblem } from '../api/problems.ts'
import { createSession, readSession, setOptions, startTurn, uploadPhoto } from '../api/studioApi.ts'
import type { Photo } from './photos.ts'
import type { Photos } from './usePhotos.ts'

/** HTTP statuses that say that this photo, and no other, can't be used. */
const ABOUT_THE_PHOTO = [413, 415, 422]

/** What is sent of a photo. */
export type SentPhoto = Pick<Photo, 'key' | 'file' | 'role' | 'assetId'>

type Start = {
  prompt: string
  options: Options
  photos: readonly SentPhoto[]
  /** The shoot has begun, with this line; its page comes next. */
  onBegun(prompt: string): void
}

/** The shoot that an earlier try has made, and the line that was sent to it, whether or not an answer came. */
let tried: { sessionId: string; prompt: string } | null = null

/**
 * Stores the photos, makes the session and starts its first turn. What went well is kept: after a failure, starting again goes on
 * from there.
 */
export function useStartShoot({ change }: Pick<Photos, 'change'>) {
  const navigate = useNavigate()
  const [starting, setStarting] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  /** Resolves to the asset's id, or null when the server refuses this photo. */
  async function store({ key, file, role, assetId }: SentPhoto): Promise<string | null> {
    if (assetId !== undefined) return assetId
    change({ type: 'mark', key, state: 'uploading' })
    try {
      const { id } = await uploadPhoto(file, role)
      change({ type: 'mark', key, state: 'stored', assetId: id })
      return id
    } catch (error) {
      if (error instanceof ProblemError && ABOUT_THE_PHOTO.includes(error.problem.status)) {
        const { detail, hint } = error.problem
        change({ type: 'mark', key, state: 'bad', trouble: `${detail} ${hint}` })
        return null
      }
      change({ type: 'mark', key, state: 'ready' })
      throw error
    }
  }

  async function makeSession(options: Options): Promise<string> {
    if (tried === null) return (await createSession(options)).id
    if (Object.keys(options).length > 0) await setOptions(tried.sessionId, options)
    return tried.sessionId
  }

  async function begun(sessionId: string, prompt: string, onBegun: Start['onBegun']) {
    tried = null
    change({ type: 'begun' })
    onBegun(prompt)
    await navigate({ to: '/shoots/$sessionId', params: { sessionId } })
  }

  async function start({ prompt, options, photos, onBegun }: Start) {
    setStarting(true)
    setProblem(null)
    try {
      if (tried !== null && (await hasBegun())) return await begun(tried.sessionId, tried.prompt, onBegun)
      // One after the other: the server holds each in memory while it looks at it.
      const references: string[] = []
      for (const photo of photos) {
        const id = await store(photo)
        if (id !== null) references.push(id)
      }
      if (references.length < photos.length) return
      const sessionId = await makeSession(options)
      tried = { sessionId, prompt }
      await startTurn(sessionId, prompt.trim(), references)
      await begun(sessionId, prompt, onBegun)
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setStarting(false)
    }
  }

  return { start, starting, problem, setProblem }
}

/** Whether the shoot of an earlier try is under way, though its answer was lost. One that is gone is forgotten. */
async function hasBegun(): Promise<boolean> {
  if (tried === null) return false
  try {
    const { view } = await readSession(tried.sessionId)
    return view.conversation.length > 0
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.status === 404)) throw error
    tried = null
    return false
  }
}
