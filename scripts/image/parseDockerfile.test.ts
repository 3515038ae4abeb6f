import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDockerfile } from './parseDockerfile.ts'

const OURS = readFileSync(join(import.meta.dirname, '../../sandbox/Dockerfile'), 'utf8')

it('reads stages, joined lines and settings', () => {
  const text = `# first\nFROM a:1 AS base\nFROM base\nWORKDIR /w\nRUN one && \\\n  # between\n  two\nENV A=1 B=/x/y=z\nCOPY --from=base /f g/\nEXPOSE 80\n`
  expect(parseDockerfile(text)).toEqual([
    { base: 'a:1', name: 'base', steps: [] },
    {
      base: 'base',
      name: null,
      steps: [
        { kind: 'workdir', path: '/w' },
        { kind: 'run', command: 'one && two' },
        { kind: 'env', values: { A: '1', B: '/x/y=z' } },
        { kind: 'copy', from: 'base', sources: ['/f'], to: 'g/' },
        { kind: 'expose', port: 80 },
      ],
    },
  ])
})

describe('ours', () => {
  it('is read whole, and so has neither CMD nor ENTRYPOINT', () => {
    expect(parseDockerfile(OURS).at(-1)?.name).toBeNull()
    expect(OURS).not.toMatch(/^\s*(CMD|ENTRYPOINT)\b/im)
  })

  it('runs nothing in its last stage: what installs and compiles stays in the others', () => {
    expect(
      parseDockerfile(OURS)
        .at(-1)
        ?.steps.filter(({ kind }) => kind === 'run'),
    ).toEqual([])
  })
})

it.each([
  ['CMD node x.js', /Line 2 .*no CMD: the base image's own server has to start/],
  ['ENTRYPOINT ["node"]', /Line 2 .*no ENTRYPOINT/],
  ['USER node', /USER is not known here/],
  ['run true', /run is not known here/],
  ['RUN --mount=type=cache,target=/x true', /without flags/],
  ['COPY --chown=1:1 a b', /COPY takes/],
  ['COPY a', /COPY takes/],
  ['COPY *.json ./', /plain word/],
  ['ENV PATH=/x:$PATH', /plain word/],
  ['ENV A b', /NAME=value/],
  ['EXPOSE 1-2', /one port/],
  ['FROM $BASE', /written as/],
])('refuses %s', (line, reason) => {
  expect(() => parseDockerfile(`FROM a\n${line}\n`)).toThrow(reason)
})

it('refuses a step before the first stage', () => {
  expect(() => parseDockerfile('ARG A=1\nFROM a\n')).toThrow(/before the first FROM/)
})
