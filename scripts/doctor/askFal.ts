import { z } from 'zod'
import type { ClipJobRequest, ClipModel, ImageJobRequest, ImageModel } from '../../protocol/src/index.ts'
import { falClips } from '../../worker/src/providers/models/falClips.ts'
import { pictureModels } from '../../worker/src/providers/models/pictureModels.ts'
import { FAL_UNIT_USD } from '../../worker/src/providers/prices.ts'
import { type Finding, ok, warning, wrong } from '../cloudflare/Finding.ts'
import { callFree } from './callFree.ts'

export type FalModels = {
  key: string
  /** Where fal's hosts are reached; without it, each at its own address. */
  baseUrl: string | undefined
  imageModel: ImageModel
  clipModel: ClipModel
}

const Pricing = z.object({
  prices: z.array(
    z.object({ endpoint_id: z.string(), unit_price: z.number(), unit: z.string(), currency: z.string() }),
  ),
})

/** How fal's API says no. */
const Refusal = z.union([
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
])

/** Orders that are never placed: they lead to the endpoint. */
const PICTURE: ImageJobRequest = {
  kind: 'image',
  slot: 'hero',
  prompt: '',
  inputs: [],
  aspectRatio: '3:2',
  resolution: '1K',
}
const CLIP: ClipJobRequest = {
  kind: 'clip',
  slot: 'clip_1',
  prompt: '',
  firstFrame: '',
  tailFrame: '',
  durationSeconds: 5,
}

/**
 * Whether fal accepts the key, and still takes for a picture and for a second of a clip what our table of prices says. Its pricing API
 * (`GET api.fal.ai/v1/models/pricing`, https://fal.ai/docs/platform-apis/v1/models/pricing) is free, wants a key, and tells the
 * account's own prices.
 *
 * @throws NoAnswer
 */
export async function askFal({ key, baseUrl, imageModel, clipModel }: FalModels): Promise<Finding[]> {
  const ours: Record<string, number | null> = {
    [pictureModels[imageModel].order(PICTURE, []).endpoint]: FAL_UNIT_USD[imageModel],
    [falClips[clipModel](CLIP, '', '').endpoint]: FAL_UNIT_USD[clipModel],
  }
  const host = 'api.fal.ai'
  const origin = baseUrl === undefined ? `https://${host}` : `${baseUrl}/${host}`
  const query = Object.keys(ours)
    .map((endpoint) => `endpoint_id=${endpoint}`)
    .join('&')
  const answer = await callFree(`${origin}/v1/models/pricing?${query}`, { headers: { authorization: `Key ${key}` } })
  if (answer.status === 401) {
    return [
      wrong('fal does not accept FAL_KEY.\nCopy it again, or make another one in the dashboard of fal, and set it.'),
    ]
  }
  if (answer.status === 403) {
    const said = Refusal.safeParse(answer.body).data ?? 'status 403'
    return [wrong(`fal does not serve this account: ${said}\nLook at its balance, and at what its key may do.`)]
  }
  if (answer.status === 404) {
    const endpoints = Object.keys(ours).join(' or ')
    return [wrong(`fal accepts FAL_KEY, and has no ${endpoints}.\nSet another IMAGE_MODEL or CLIP_MODEL.`)]
  }
  const pricing = Pricing.safeParse(answer.body).data
  if (answer.status !== 200 || pricing === undefined) {
    return [wrong(`fal answers with status ${answer.status}, and not as it documents.\nTry again later.`)]
  }
  const moved = Object.entries(ours).flatMap(([endpoint, usd]) => {
    const price = pricing.prices.find(({ endpoint_id }) => endpoint_id === endpoint)
    return usd === null ? [] : comparePrice(endpoint, usd, price)
  })
  return [ok(`fal accepts FAL_KEY${moved.length === 0 ? ', and takes what our table of prices says' : ''}`), ...moved]
}

function comparePrice(
  endpoint: string,
  ours: number,
  price: z.infer<typeof Pricing>['prices'][number] | undefined,
): Finding[] {
  if (price === undefined) return [warning(`fal names no price for ${endpoint}; our table has ${ours} USD`)]
  const { unit_price: theirs, unit, currency } = price
  if (theirs === ours && currency === 'USD') return []
  return [
    warning(
      `fal takes ${theirs} ${currency} for one of the ${unit} of ${endpoint}, and our table has ${ours} USD: estimates and budgets are off by that.\n` +
        'The table is in worker/src/providers/prices.ts.',
    ),
  ]
}
