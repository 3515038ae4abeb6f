import { createHash } from 'node:crypto'
import { KlingError } from './KlingError.ts'
import type { Submission } from './parseSubmission.ts'

export type Task = {
  readonly id: string
  readonly submission: Submission
  readonly inputsSha256: string
  readonly createdAt: number
  updatedAt: number
  status: 'submitted' | 'processing' | 'succeed' | 'failed'
  statusMessage: string
  /** Id of the finished clip. */
  clip: string | undefined
}

export type Pictures = { readonly first: Buffer; readonly tail: Buffer | undefined }

type BookEntry = {
  taskId: string
  externalTaskId: string | undefined
  /** SHA-256 over all that decides the clip: model, mode, duration, words, settings, and the pictures' bytes. */
  inputsSha256: string
  state: Task['status']
  /** Seconds of film charged: the clip's duration once it has succeeded, else 0. */
  secondsBilled: number
}
export type Books = { tasks: BookEntry[]; secondsBilled: number }

/** The account's tasks, and the rules that span them. */
export class TaskBook {
  readonly #tasks: Task[] = []
  readonly #maxParallel: number

  /** @param maxParallel tasks of one model that may be unfinished at once */
  constructor(maxParallel: number) {
    this.#maxParallel = maxParallel
  }

  /** @throws KlingError 1201 for an external_task_id used before, 1303 when too many tasks are unfinished */
  accept(submission: Submission, pictures: Pictures): Task {
    const { external_task_id: externalId, model_name: model } = submission
    if (externalId !== undefined && this.#tasks.some((task) => task.submission.external_task_id === externalId))
      throw new KlingError(1201, `external_task_id: ${externalId} was used before`)
    const unfinished = this.#tasks.filter(
      ({ status, submission }) =>
        submission.model_name === model && (status === 'submitted' || status === 'processing'),
    )
    if (unfinished.length >= this.#maxParallel)
      throw new KlingError(
        1303,
        `Parallel task over resource pack limit: ${unfinished.length} tasks of ${model} are running`,
      )
    const now = Date.now()
    const task: Task = {
      id: `${now}${String(this.#tasks.length).padStart(6, '0')}`,
      submission,
      inputsSha256: hashInputs(submission, pictures),
      createdAt: now,
      updatedAt: now,
      status: 'submitted',
      statusMessage: '',
      clip: undefined,
    }
    this.#tasks.push(task)
    return task
  }

  /** @param id the task's own id or its external_task_id */
  find(id: string): Task {
    const task =
      this.#tasks.find((task) => task.id === id) ?? this.#tasks.find((task) => task.submission.external_task_id === id)
    if (!task) throw new KlingError(1203, `The task ${id} does not exist`)
    return task
  }

  /** Newest first. @param pageNum from 1 */
  page(pageNum: number, pageSize: number): Task[] {
    return this.#tasks.toReversed().slice((pageNum - 1) * pageSize, pageNum * pageSize)
  }

  /** Every task accepted since the start, oldest first. */
  books(): Books {
    const tasks = this.#tasks.map(
      (task): BookEntry => ({
        taskId: task.id,
        externalTaskId: task.submission.external_task_id,
        inputsSha256: task.inputsSha256,
        state: task.status,
        secondsBilled: task.status === 'succeed' ? Number(task.submission.duration) : 0,
      }),
    )
    return { tasks, secondsBilled: tasks.reduce((sum, task) => sum + task.secondsBilled, 0) }
  }
}

function hashInputs(submission: Submission, { first, tail }: Pictures): string {
  const { image, image_tail, external_task_id, callback_url, ...decisive } = submission
  const hash = createHash('sha256').update(JSON.stringify(Object.entries(decisive).sort()))
  for (const picture of [first, tail ?? Buffer.alloc(0)]) hash.update(createHash('sha256').update(picture).digest())
  return hash.digest('hex')
}
