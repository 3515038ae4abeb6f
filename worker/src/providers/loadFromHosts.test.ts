import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningServer, serveLoopback } from '../../../demo/src/shared/serveLoopback.ts'
import { loadFromHosts } from './loadFromHosts.ts'

let server: RunningServer
/** What was asked for, as `host/path`. */
let calls: string[]
let redirects: Record<string, string>

beforeAll(async () => {
  server = await serveLoopback(({ url }) => {
    const at = new URL(url).pathname.slice(1)
    calls.push(at)
    const location = redirects[at]
    return location === undefined
      ? new Response(`from ${at}`)
      : new Response(null, { status: 302, headers: { location } })
  }, 0)
})
afterAll(() => server.close())
beforeEach(() => {
  calls = []
  redirects = {}
})

/** Every host of the world is on this machine, by its name as the first part of the path. */
const fetchOutside: typeof fetch = (input, init) => {
  const { host, pathname, origin } = new URL(String(input))
  return fetch(origin === server.url ? String(input) : `${server.url}/${host}${pathname}`, init)
}

const load = async (url: string, hosts = ['fal.media', '*.fal.media'], origin?: string) =>
  await (await loadFromHosts(url, { kind: 'image', hosts, origin }, fetchOutside)).text()

describe('a result', () => {
  it('is loaded from its provider’s hosts', async () => {
    expect(await load('https://v3.fal.media/a.png')).toBe('from v3.fal.media/a.png')
    expect(await load('https://fal.media/a.png')).toBe('from fal.media/a.png')
    expect(await load('https://V3b.FAL.media/a.png')).toBe('from v3b.fal.media/a.png')
  })

  it.each([
    ['another host', 'https://example.com/a.png'],
    ['a host with a name that ends alike', 'https://notfal.media/a.png'],
    ['a host that begins alike', 'https://v3.fal.media.example.com/a.png'],
    ['a host in the place of a name', 'https://v3.fal.media@example.com/a.png'],
    ['plain http', 'http://v3.fal.media/a.png'],
    ['another port', 'https://v3.fal.media:8443/a.png'],
    ['a name and a password', 'https://name:word@v3.fal.media/a.png'],
    ['a file', 'file:///etc/passwd'],
    ['its own data', 'data:image/png;base64,AAAA'],
    ['an address', 'https://203.0.113.7/a.png'],
  ])('is not loaded from %s', async (_, url) => {
    await expect(load(url)).rejects.toMatchObject({ name: 'ProviderFailure', failure: { code: 'result_elsewhere' } })
    expect(calls).toEqual([])
  })

  it.each([
    'https://127.0.0.1/a.png',
    'https://2130706433/a.png',
    'https://0x7f.1/a.png',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/a.png',
    'https://[::ffff:10.0.0.1]/a.png',
    'https://localhost/a.png',
    'https://localhost./a.png',
    'https://localhost../a.png',
    'https://127.0.0.1./a.png',
    'https://metadata.google.internal./a.png',
    'https://studio.localhost/a.png',
    'https://metadata.google.internal/a.png',
    'https://intranet/a.png',
    'http://example.com/a.png',
    'https://example.com:22/a.png',
  ])('is not loaded from %s, whatever hosts are allowed', async (url) => {
    await expect(load(url, ['*'])).rejects.toMatchObject({ failure: { code: 'result_elsewhere' } })
    expect(calls).toEqual([])
  })

  it('names the host, and says where it can be allowed', async () => {
    const failure = {
      message: expect.stringMatching(/^The image service says that this picture is at cdn\.example\.com, which is not/),
      hint: expect.stringMatching(/RESULT_HOSTS.*It may have been charged\.$/),
      charged: 'maybe',
    }
    await expect(load('https://cdn.example.com/a.png')).rejects.toMatchObject({ failure })
  })

  it('is loaded from a host that is allowed beside', async () => {
    const hosts = ['*.cdn.example.com', 'Files.example.com']
    expect(await load('https://eu.cdn.example.com/a.png', hosts)).toContain('eu.cdn')
    expect(await load('https://files.example.com/a.png', hosts)).toContain('files')
    await expect(load('https://filesXexample.com/a.png', hosts)).rejects.toThrow()
    await expect(load('https://cdn.example.com/a.png', hosts)).rejects.toThrow()
  })

  it('is loaded from where the provider is said to be, be it this machine', async () => {
    expect(await load(`${server.url}/clips/a.mp4`, [], server.url)).toBe('from clips/a.mp4')
    await expect(load(`${server.url.replace(/\d+$/, '1')}/a.mp4`, [], server.url)).rejects.toThrow('not one of its own')
  })
})

describe('a redirect', () => {
  it('is followed to hosts that are allowed', async () => {
    redirects = { 'v3.fal.media/a.png': '/b.png', 'v3.fal.media/b.png': 'https://v3b.fal.media/c.png' }
    expect(await load('https://v3.fal.media/a.png')).toBe('from v3b.fal.media/c.png')
  })

  it.each([
    'https://example.com/b.png',
    'http://v3.fal.media/b.png',
    'http://169.254.169.254/',
    '//localhost:8787/api/me',
  ])('to %s is not followed', async (location) => {
    redirects = { 'v3.fal.media/a.png': location }
    await expect(load('https://v3.fal.media/a.png')).rejects.toMatchObject({ failure: { code: 'result_elsewhere' } })
    expect(calls).toEqual(['v3.fal.media/a.png'])
  })

  it('is followed three times, and no more', async () => {
    redirects = Object.fromEntries([1, 2, 3, 4].map((n) => [`fal.media/${n}`, `https://fal.media/${n + 1}`]))
    expect(await load('https://fal.media/2')).toBe('from fal.media/5')
    await expect(load('https://fal.media/1')).rejects.toThrow('sends on from one address to the next')
    expect(calls).not.toContain('fal.media/6')
  })
})
