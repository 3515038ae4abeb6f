/** Runs one request of the queue: checks its input, loads its pictures, takes the pictures, stores them. */
import sharp from 'sharp'
import { sleep } from '../shared/sleep.ts'
import type { Speed } from '../shared/speed.ts'
import { checkInput } from './checkInput.ts'
import type { FileStore } from './FileStore.ts'
import { loadReferences } from './loadReferences.ts'
import { ModelError, type ModelErrorType } from './ModelError.ts'
import { billableUnits, MODELS, type ModelInput, nearestRatio, pictureSize } from './models.ts'
import type { QueuedRequest, Runner } from './Queue.ts'
import { readPrompt, type Task } from './render/readPrompt.ts'
import { renderPicture } from './render/renderPicture.ts'

/** About what the real model takes, ms. */
const LIFELIKE_MS: Record<Task, number> = { hero: 8_000, sheet: 12_000, edit: 6_000 }
const REFUSED = /\b(nude|nudes|nudity|naked|undressed|topless|porn\w*|sexual\w*|gore|gory|beheading)\b/i

type Options = {
  files: FileStore
  speed: Speed
  /** What a test has ordered for a request, by its id. */
  orderedEnd: (requestId: string) => OrderedEnd | undefined
}

/** A request's end that a test orders in advance. */
export type OrderedEnd = { modelError: ModelErrorType } | { stall: true }

/** The runner for the queue. */
export function createRunner({ files, speed, orderedEnd }: Options): Runner {
  return async (request, log, signal) => {
    try {
      const started = Date.now()
      const input = check(request)
      const references = await loadReferences(input.image_urls, files)
      log(`Loaded ${references.length} reference image(s)`)
      const ordered = orderedEnd(request.id)
      if (ordered && 'stall' in ordered) await aborted(signal)
      const failure = (ordered && 'modelError' in ordered ? ordered.modelError : undefined) ?? refusal(input)
      if (failure) throw ModelError.of(failure, ['body', 'prompt'], { input: input.prompt })

      const { task } = readPrompt(input.prompt, references.length)
      const size = await outputSize(input, references)
      const waited = speed === 'lifelike' ? showProgress(LIFELIKE_MS[task], started, log, signal) : Promise.resolve()
      const images = await takePictures(request, input, references, size, signal)
      await waited
      log(`Generated ${images.length} image(s) of ${size.width}x${size.height}`)
      const description = `Demo picture: a ${task} composed on this machine from ${references.length} reference image(s).`
      return { status: 200, body: { images, description }, billableUnits: billableUnits(input) }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      const type = error.details[0]?.type ?? 'value_error'
      return { status: 422, body: { detail: error.details }, billableUnits: 0, error: { message: error.message, type } }
    }
  }

  async function takePictures(
    request: QueuedRequest,
    input: ModelInput,
    references: Buffer[],
    size: { width: number; height: number },
    signal: AbortSignal,
  ) {
    const images = []
    for (let index = 0; index < input.num_images && !signal.aborted; index++) {
      const seed = (input.seed ?? Number.parseInt(request.inputSha256.slice(0, 8), 16)) + index
      const bytes = await renderPicture({
        prompt: input.prompt,
        references,
        ...size,
        seed,
        format: input.output_format,
      })
      const content_type = `image/${input.output_format}`
      const file_name = `nano-banana-${index + 1}.${input.output_format}`
      const url = input.sync_mode
        ? `data:${content_type};base64,${bytes.toString('base64')}`
        : await files.add(bytes, content_type, file_name)
      images.push({ url, content_type, file_name, file_size: bytes.length, ...size })
    }
    return images
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

function check(request: QueuedRequest): ModelInput {
  const schema = MODELS[request.model]
  if (!schema) throw new Error(`The queue accepted an unknown model: ${request.model}`)
  return checkInput(schema, request.input)
}

function refusal(input: ModelInput): ModelErrorType | undefined {
  if (REFUSED.test(input.prompt)) return 'content_policy_violation'
  // Nothing can be read from a prompt without a single word.
  return /\p{L}{2}/u.test(input.prompt) ? undefined : 'no_media_generated'
}

async function outputSize(input: ModelInput, references: Buffer[]) {
  if (input.aspect_ratio !== 'auto') return pictureSize(input.aspect_ratio, input.resolution)
  const [first] = references
  const ratio = first ? nearestRatio((await sharp(first).metadata()).autoOrient) : '1:1'
  return pictureSize(ratio, input.resolution)
}

const STEPS = ['Reading the prompt', 'Composing', 'Lighting', 'Exposing', 'Developing']

async function showProgress(ms: number, started: number, log: (message: string) => void, signal: AbortSignal) {
  for (const [index, step] of STEPS.entries()) {
    log(`${step} (${Math.round((100 * index) / STEPS.length)}%)`)
    await sleep(started + (ms * (index + 1)) / STEPS.length - Date.now(), signal)
  }
}
