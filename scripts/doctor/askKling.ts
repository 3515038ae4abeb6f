import { z } from 'zod'
import { klingToken } from '../../worker/src/providers/klingToken.ts'
import { type Finding, ok, wrong } from '../cloudflare/Finding.ts'
import { callFree } from './callFree.ts'

const Envelope = z.object({ code: z.int(), message: z.string() })

/**
 * Whether Kling accepts the keys. It lists one task of the account, which is free, whether there is one or none.
 *
 * @throws NoAnswer
 */
export async function askKling(accessKey: string, secretKey: string, baseUrl: string): Promise<Finding> {
  const answer = await callFree(`${baseUrl}/v1/videos/image2video?pageNum=1&pageSize=1`, {
    headers: { authorization: `Bearer ${await klingToken(accessKey, secretKey, Date.now())}` },
  })
  const { host } = new URL(baseUrl)
  const said = Envelope.safeParse(answer.body).data
  if (said === undefined) {
    return wrong(
      `${host} answers with status ${answer.status}, and not as Kling does.\nIs KLING_BASE_URL right? Else try again later.`,
    )
  }
  if (said.code === 0) return ok(`Kling accepts the keys`)
  const words = `Kling answers ${said.code}: ${said.message}.`
  if (said.code === 1003 || said.code === 1004) {
    return wrong(
      `${words}\nIs the clock of this machine right? The keys are sent as a token that holds for half an hour.`,
    )
  }
  if (said.code >= 1000 && said.code < 1100) {
    return wrong(`${words}\nCopy KLING_ACCESS_KEY and KLING_SECRET_KEY again, or make others, and set both.`)
  }
  if (said.code < 1200) return wrong(`${words}\nLook at the account at Kling, for example what it has left.`)
  return wrong(`${words}\nTry again later.`)
}
