import { type Problem, type SessionSummary, STAGE_NAMES } from '@fashion-shoot/protocol'
import { useEffect, useState } from 'react'
import { shootPath } from '../address.ts'
import { asProblem } from '../api/problems.ts'
import { listSessions, mediaUrl } from '../api/studioApi.ts'
import { Button } from '../shared/Button.tsx'
import { moment, usd } from '../shared/format.ts'
import { Link } from '../shared/Link.tsx'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'

/** All shoots so far, newest first, a page at a time. `free` when nothing that makes them charges. */
export function EarlierShoots({ free }: { free: boolean }) {
  const [shoots, setShoots] = useState<SessionSummary[]>([])
  const [cursor, setCursor] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function more(from?: string) {
    try {
      const page = await listSessions(from)
      setShoots((known) => (from === undefined ? page.sessions : [...known, ...page.sessions]))
      setCursor(page.nextCursor)
      setProblem(null)
    } catch (error) {
      setProblem(asProblem(error))
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page is read once.
  useEffect(() => {
    void more()
  }, [])

  if (shoots.length === 0 && problem === null) return null
  return (
    <section aria-labelledby="earlier" className="mt-20">
      <h2 id="earlier" className="font-medium">
        Earlier shoots
      </h2>
      {problem !== null && <ProblemNote problem={problem} className="mt-4" />}
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {shoots.map((shoot) => (
          <li key={shoot.id}>
            <ShootLine shoot={shoot} free={free} />
          </li>
        ))}
      </ul>
      {cursor !== null && (
        <Button className="mt-4" onClick={() => more(cursor)}>
          Show more
        </Button>
      )}
    </section>
  )
}

function ShootLine({ shoot, free }: { shoot: SessionSummary; free: boolean }) {
  return (
    <Link href={shootPath(shoot.id)} className="group flex items-center gap-4 py-3">
      <span className="block h-12 w-18 shrink-0 overflow-hidden rounded-inner bg-well">
        {shoot.coverAssetId !== null && (
          <img src={mediaUrl(shoot.coverAssetId)} alt="" loading="lazy" className="size-full object-cover" />
        )}
      </span>
      <span className="min-w-0 grow">
        <span className="block truncate group-hover:underline group-hover:underline-offset-4">{shoot.title}</span>
        <span className="block text-small text-soft">
          {shoot.running ? 'Working now' : stageWords(shoot)} · {moment(shoot.updatedAt)}
        </span>
      </span>
      <span className="shrink-0 text-right text-soft tabular-nums" title={free ? LIST_PRICE_WORDS : undefined}>
        {usd(shoot.spentUsd)} {free && <span className="block text-small">at list price</span>}
      </span>
    </Link>
  )
}

function stageWords({ stage }: SessionSummary): string {
  if (stage === null) return 'Nothing made yet'
  return stage === 'film' ? 'Film made' : `Up to the ${STAGE_NAMES[stage]}`
}
