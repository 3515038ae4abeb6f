import { SignJWT } from 'jose'

/** What Kling takes for a key: a token good for half an hour, and from five seconds before `now` (ms), for clocks that differ. */
export async function klingToken(accessKey: string, secretKey: string, now: number): Promise<string> {
  const seconds = Math.floor(now / 1000)
  return await new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(accessKey)
    .setExpirationTime(seconds + 1800)
    .setNotBefore(seconds - 5)
    .sign(new TextEncoder().encode(secretKey))
}
