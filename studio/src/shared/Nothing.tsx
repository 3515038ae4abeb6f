import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Mark } from './Mark.tsx'
import { PageHeading } from './PageHeading.tsx'
import { usePageTitle } from './usePageTitle.ts'

/** A page with nothing to show, why, and the way on. */
export function Nothing({ title, words, children }: { title: string; words: string; children?: ReactNode }) {
  usePageTitle(title)
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-3 px-6">
      <Mark />
      <PageHeading className="mt-3">{title}</PageHeading>
      <p className="text-body text-soft">{words}</p>
      <div className="mt-3 flex flex-wrap items-center gap-4">
        {children}
        <Link to="/shoots" className="underline underline-offset-4">
          Go to your shoots
        </Link>
      </div>
    </main>
  )
}
