/** Runs one request of the queue: checks its input, loads its pictures, makes what was ordered. */
import { sleep } from '../shared/sleep.ts'
import type { Speed } from '../shared/speed.ts'
import { checkInput } from './checkInput.ts'
import type { FileStore } from './FileStore.ts'
import { type LoadedPicture, loadPictures } from './loadPictures.ts'
import { ModelError, type ModelErrorType } from './ModelError.ts'
import { makeClip } from './makeClip.ts'
import { makePictures } from './makePictures.ts'
import { MODELS } from './models/MODELS.ts'
import type { ClipOrder, Order, PictureOrder } from './models/Order.ts'
import type { Outcome, QueuedRequest, Runner } from './Queue.ts'
import { readPrompt } from './render/readPrompt.ts'
import { type RequestErrorType, requestError } from './requestError.ts'
import { pictureMs, type WorkTimes } from './workTimes.ts'

const REFUSED = /\b(nude|nudes|nudity|naked|undressed|topless|porn\w*|sexual\w*|gore|gory|beheading)\b/i

type Options = {
  files: FileStore
  speed: Speed
  times: WorkTimes
  /** What a test has ordered for a request, by its id. */
  orderedEnd: (requestId: string) => OrderedEnd | undefined
}

/** A request's end that a test orders in advance. fal may charge for a model's error; a request's error costs nothing. */
export type OrderedEnd =
  | { modelError: ModelErrorType; charged?: boolean }
  | { requestError: RequestErrorType }
  | { stall: true }

type Job = { request: QueuedRequest; log: (message: string) => void; signal: AbortSignal }

/** The runner for the queue. */
export function createRunner({ files, speed, times, orderedEnd }: Options): Runner {
  return async (request, log, signal) => {
    const job = { request, log, signal }
    const ordered = orderedEnd(request.id)
    let billableUnits = 0
    try {
      if (ordered && 'requestError' in ordered) return requestError(ordered.requestError)
      const order = check(request)
      const pictures = await loadPictures(order.pictures, order.limits, files)
      log(`Loaded ${pictures.length} reference image(s)`)
      if (ordered && 'stall' in ordered) await aborted(signal)
      if (ordered && 'modelError' in ordered && ordered.charged) billableUnits = unitsOf(order, pictures)
      const failure = (ordered && 'modelError' in ordered ? ordered.modelError : undefined) ?? refusal(order)
      if (failure) throw ModelError.of(failure, ['body', 'prompt'], { input: order.prompt })
      return order.kind === 'clip' ? await film(job, order, pictures) : await photograph(job, order, pictures)
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      const type = error.details[0]?.type ?? 'value_error'
      return { status: 422, body: { detail: error.details }, billableUnits, error: { message: error.message, type } }
    }
  }

  async function photograph(job: Job, order: PictureOrder, references: LoadedPicture[]): Promise<Outcome> {
    const { request, log, signal } = job
    const task = order.scene === 'try-on' ? 'hero' : readPrompt(order.prompt, references.length).task
    const size = order.sizeFor(references[0]?.size)
    const seed = order.seed ?? Number.parseInt(request.inputSha256.slice(0, 8), 16)
    const waited = showProgress(job, STEPS.picture, pictureMs(times, task))
    const images = await makePictures(order, references, size, seed, files, signal)
    await waited
    log(`Generated ${images.length} image(s) of ${size.width}x${size.height}`)
    const description = `Demo picture: a ${task} composed on this machine from ${references.length} reference image(s).`
    return { status: 200, body: order.output({ images, description, seed }), billableUnits: unitsOf(order, references) }
  }

  async function film(job: Job, order: ClipOrder, frames: LoadedPicture[]): Promise<Outcome> {
    const waited = showProgress(job, STEPS.clip, times.clipMs)
    const video = await makeClip(order, frames, speed, files, job.signal)
    await waited
    job.log(`Generated ${order.seconds} s of video`)
    return { status: 200, body: { video }, billableUnits: order.units }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

function check(request: QueuedRequest): Order {
  const model = MODELS[request.model]
  if (!model) throw new Error(`The queue accepted an unknown model: ${request.model}`)
  return checkInput(model.order, request.input)
}

function unitsOf(order: Order, pictures: LoadedPicture[]): number {
  if (order.kind === 'clip') return order.units
  const sizes = pictures.map(({ size }) => size)
  return order.units(order.sizeFor(sizes[0]), sizes)
}

function refusal({ prompt }: Order): ModelErrorType | undefined {
  if (REFUSED.test(prompt)) return 'content_policy_violation'
  // Nothing can be read from a prompt without a single word.
  return /\p{L}{2}/u.test(prompt) ? undefined : 'no_media_generated'
}

const STEPS = {
  picture: ['Reading the prompt', 'Composing', 'Lighting', 'Exposing', 'Developing'],
  clip: ['Reading the prompt', 'Looking at the frames', 'Filming', 'Filming', 'Encoding'],
}

/** Logs steps, evenly spread over so many ms since the request was started. */
async function showProgress({ request, log, signal }: Job, steps: string[], ms: number): Promise<void> {
  if (ms === 0) return
  const started = request.startedAt ?? Date.now()
  for (const [index, step] of steps.entries()) {
    log(`${step} (${Math.round((100 * index) / steps.length)}%)`)
    await sleep(Math.max(0, started + (ms * (index + 1)) / steps.length - Date.now()), signal)
  }
}
