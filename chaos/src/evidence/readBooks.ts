import { z } from 'zod'

/** USD for a second of film; the price of clips in pro mode. */
const USD_PER_SECOND = 0.07

const Images = z.object({
  requests: z.array(
    z.object({ requestId: z.string(), inputSha256: z.string(), state: z.string(), billedUsd: z.number() }),
  ),
})
const Clips = z.object({
  tasks: z.array(
    z.object({
      taskId: z.string(),
      externalTaskId: z.string().optional(),
      inputsSha256: z.string(),
      state: z.string(),
      secondsBilled: z.number(),
    }),
  ),
})

/** An order as the provider that took it has written it down. */
export type Order = {
  provider: 'fal' | 'kling'
  id: string
  /** Our name for it, where the provider keeps one. */
  jobId: string | null
  inputs: string
  state: string
  usd: number
}
export type Books = Order[]

/** The books of both providers: every order since they were started. */
export async function readBooks(demo: { images: { url: string }; clips: { url: string } }): Promise<Books> {
  const read = async (url: string): Promise<unknown> => (await fetch(`${url}/_books`)).json()
  const images = Images.parse(await read(demo.images.url))
  const clips = Clips.parse(await read(demo.clips.url))
  return [
    ...images.requests.map(
      ({ requestId: id, inputSha256: inputs, state, billedUsd: usd }): Order => ({
        provider: 'fal',
        id,
        jobId: null,
        inputs,
        state,
        usd,
      }),
    ),
    ...clips.tasks.map(
      ({ taskId: id, externalTaskId, inputsSha256: inputs, state, secondsBilled }): Order => ({
        provider: 'kling',
        id,
        jobId: externalTaskId ?? null,
        inputs,
        state,
        usd: secondsBilled * USD_PER_SECOND,
      }),
    ),
  ]
}
