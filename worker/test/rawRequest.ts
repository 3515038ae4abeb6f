import { request } from 'node:http'

/** A GET with headers that `fetch` would set by itself, such as `Host`. */
export async function rawRequest(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const answer = Promise.withResolvers<{ status: number; body: string }>()
  request(url, { headers }, async (response) => {
    const body = Buffer.concat(await response.toArray()).toString()
    answer.resolve({ status: response.statusCode ?? 0, body })
  })
    .on('error', answer.reject)
    .end()
  return await answer.promise
}
