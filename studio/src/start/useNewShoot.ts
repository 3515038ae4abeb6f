import { LIMITS, type Options } from '@fashion-shoot/protocol'
import { useMemo, useState } from 'react'
import { asProblem } from '../api/problems.ts'
import { useDraft } from '../shared/useDraft.ts'
import { readOptions } from './readOptions.ts'
import { SAMPLE_LINE } from './sampleLine.ts'
import { fetchSamplePhotos, isSamplePhoto } from './samplePhotos.ts'
import { usePhotos } from './usePhotos.ts'
import { type SentPhoto, useStartShoot } from './useStartShoot.ts'

export type NewShoot = ReturnType<typeof useNewShoot>

/** The shoot that is being prepared. Its line of direction and its options outlive a reload, its photos a look at another page. */
export function useNewShoot() {
  const photos = usePhotos()
  const draft = useDraft('new-shoot')
  const chosen = useDraft('new-shoot-options')
  const options = useMemo(() => readOptions(chosen.words), [chosen.words])
  const { start, starting: sending, problem, setProblem } = useStartShoot(photos)
  const [fetching, setFetching] = useState(false)
  const starting = sending || fetching
  const line = draft.words
  const missing = whatIsMissing(photos.photos, line)

  const begin = (prompt: string, sent: readonly SentPhoto[]) =>
    start({
      prompt,
      options,
      photos: sent,
      onBegun: (said) => {
        draft.sent(said)
        chosen.sent(chosen.words)
      },
    })

  return {
    photos,
    line,
    setLine: draft.setWords,
    options,
    setOptions: (next: Options) => chosen.setWords(JSON.stringify(next)),
    /** What is still wanted before the shoot can start, in words; null when nothing is. */
    missing,
    starting,
    problem,
    /** Those that are being sent are all that a start takes. */
    addFiles: (files: Iterable<File>) => {
      if (!starting) photos.add(files)
    },
    submit: () => {
      if (missing === null && !starting) void begin(line, photos.photos)
    },
    /** True when there are photos that did not come with the page. */
    ownPhotos: photos.photos.some(({ file }) => !isSamplePhoto(file)),
    /**
     * Takes the photos that come with the page, or those of them that an earlier try has left, and starts; with the line that is there,
     * unless another is given.
     */
    startWithSamples: async (prompt = line.trim() === '' ? SAMPLE_LINE : line) => {
      if (photos.photos.length > 0) return await begin(prompt, photos.photos)
      setFetching(true)
      try {
        const samples = await fetchSamplePhotos()
        const keys = photos.add(samples.map(({ file }) => file)).map(({ key }) => key)
        if (line.trim() === '') draft.setWords(prompt)
        await begin(
          prompt,
          samples.map((sample, index) => ({ ...sample, key: keys[index] ?? '' })),
        )
      } catch (error) {
        setProblem(asProblem(error))
      } finally {
        setFetching(false)
      }
    },
  }
}

function whatIsMissing(photos: { state: string }[], line: string): string | null {
  if (photos.some(({ state }) => state === 'bad')) return 'Remove the photos that cannot be used.'
  if (photos.some(({ state }) => state === 'checking')) return 'Looking at your photos…'
  if (line.trim().length > LIMITS.promptCharacters) return `At most ${LIMITS.promptCharacters} characters.`
  if (photos.length === 0) return 'Add a photo, better two or three, and say what you want.'
  if (line.trim() === '') return 'Say in a line what you want.'
  return null
}
