import type { Estimate } from '@fashion-shoot/protocol'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { SampleFilm, SampleFrames, SamplePhotos } from './SamplePictures.tsx'
import { SampleStart } from './SampleStart.tsx'
import type { NewShoot } from './useNewShoot.ts'

type FirstVisitProps = {
  shoot: Pick<NewShoot, 'ownPhotos' | 'starting' | 'startWithSamples'>
  estimate: Estimate | undefined
  free: boolean
}

/** What will happen, in three pictures, a finished shoot to look through, and one to see it with: for who has none yet. */
export function FirstVisit({ shoot, estimate, free }: FirstVisitProps) {
  return (
    <section aria-labelledby="how" className="wide:col-start-2 wide:row-start-1 wide:mt-1">
      <h2 id="how" className="font-medium">
        How it goes
      </h2>
      <ol className="mt-3 grid gap-4">
        <Step title="Your photos" words="A person, what she or he wears, perhaps a place.">
          <SamplePhotos />
        </Step>
        <Step
          title="Six frames"
          words="A hero, then a sheet of six angles. You approve each stage, or say what to change."
        >
          <SampleFrames />
        </Step>
        <Step title="A film" words="Clips move from frame to frame, and are cut into one film.">
          <SampleFilm />
        </Step>
      </ol>
      <Link
        to="/sample"
        className="mt-5 mb-2 flex min-h-10 items-center justify-center rounded-card border border-line bg-sheet px-4 font-medium transition hover:border-outline"
      >
        Look through a finished shoot
      </Link>
      <SampleStart shoot={shoot} estimate={estimate} free={free} onStart={() => void shoot.startWithSamples()} />
    </section>
  )
}

function Step({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-4">
      <div className="aspect-3/2 overflow-hidden rounded-inner bg-well" aria-hidden="true">
        {children}
      </div>
      <div>
        <h3>{title}</h3>
        <p className="text-small text-soft">{words}</p>
      </div>
    </li>
  )
}
