import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readSandboxVersions } from './sandboxVersions.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A checkout with these three. */
function checkout(files: { worker?: unknown; lock?: unknown; dockerfile?: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'versions-test-'))
  folders.push(root)
  const {
    worker = { dependencies: { '@cloudflare/sandbox': '1.2.3' } },
    lock = { packages: { 'node_modules/@cloudflare/sandbox': { version: '1.2.3' } } },
    dockerfile = 'FROM docker.io/cloudflare/sandbox:1.2.3 AS sandbox\nFROM sandbox\n',
  } = files
  const texts = {
    'worker/package.json': JSON.stringify(worker),
    'package-lock.json': JSON.stringify(lock),
    'sandbox/Dockerfile': dockerfile,
  }
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

it('finds ours alike in the package, the lock file and the base image', () => {
  const versions = readSandboxVersions(join(import.meta.dirname, '..'))
  expect(versions.package).toMatch(/^\d+\.\d+\.\d+$/)
  expect(versions).toEqual({ package: versions.package, lock: versions.package, image: versions.package })
})

it('tells each as it is', () => {
  const root = checkout({
    worker: { dependencies: { '@cloudflare/sandbox': '^1.2.0' } },
    lock: {
      packages: {
        'node_modules/@cloudflare/sandbox': { version: '1.0.0' },
        'worker/node_modules/@cloudflare/sandbox': { version: '1.2.9' },
      },
    },
    dockerfile: 'FROM --platform=linux/amd64 docker.io/cloudflare/sandbox:1.3.0@sha256:abc AS sandbox\n# FROM x:9\n',
  })
  expect(readSandboxVersions(root)).toEqual({ package: '^1.2.0', lock: '1.2.9', image: '1.3.0' })
})

it.each([
  ['the package is not locked', { lock: { packages: {} } }, /package-lock.json does not hold/],
  ['the image has another base', { dockerfile: 'FROM debian:12\n' }, /builds on no image/],
  ['stages have different bases', { dockerfile: two('1.2.3', '1.2.4') }, /several versions.*1\.2\.3, 1\.2\.4/],
])('says when %s', (_, files, reason) => {
  expect(() => readSandboxVersions(checkout(files))).toThrow(reason)
})

function two(...versions: string[]): string {
  return versions.map((version) => `FROM docker.io/cloudflare/sandbox:${version}\n`).join('')
}
