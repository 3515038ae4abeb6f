import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import { Mark } from './Mark.tsx'

/** A page with nothing to show, why, and the way on. */
export function Nothing({ title, words, children }: { title: string; words: string; children?: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-3 px-6">
      <Mark />
      <h1 className="mt-3 font-medium text-title">{title}</h1>
      <p className="text-body text-soft">{words}</p>
      <p className="mt-3 flex items-center gap-4">
        {children}
        <Link href="/" className="underline underline-offset-4">
          Go to your shoots
        </Link>
      </p>
    </main>
  )
}
