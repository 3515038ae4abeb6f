import type { Options, Problem } from '@fashion-shoot/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ProblemError } from '../api/ProblemError.ts'
import { asProblem } from '../api/problems.ts'
import { createSession, setOptions, startTurn, uploadPhoto } from '../api/studioApi.ts'
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
  /** The shoot has begun; its page comes next. */
  onBegun(): void
}

/**
 * Stores the photos, makes the session and starts its first turn. What went well is kept: after a failure, starting again goes on
 * from there.
 */
export function useStartShoot({ change }: Pick<Photos, 'change'>) {
  const navigate = useNavigate()
  const sessionId = useRef<string>(undefined)
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
    if (sessionId.current === undefined) sessionId.current = (await createSession(options)).id
    else if (Object.keys(options).length > 0) await setOptions(sessionId.current, options)
    return sessionId.current
  }

  async function start({ prompt, options, photos, onBegun }: Start) {
    setStarting(true)
    setProblem(null)
    try {
      // One after the other: the server holds each in memory while it looks at it.
      const references: string[] = []
      for (const photo of photos) {
        const id = await store(photo)
        if (id !== null) references.push(id)
      }
      if (references.length < photos.length) return
      const id = await makeSession(options)
      await startTurn(id, prompt.trim(), references)
      onBegun()
      await navigate({ to: '/shoots/$sessionId', params: { sessionId: id } })
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setStarting(false)
    }
  }

  return { start, starting, problem, setProblem }
}
