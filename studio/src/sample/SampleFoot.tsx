import { useQuery } from '@tanstack/react-query'
import { estimateQuery } from '../api/queries.ts'
import { chargesNothing } from '../shared/chargesNothing.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useHealth } from '../shared/useHealth.ts'
import { SampleStart } from '../start/SampleStart.tsx'
import { SAMPLE_LINE } from '../start/sampleLine.ts'
import { useNewShoot } from '../start/useNewShoot.ts'

/** Below the recording: the way to a shoot of one's own, by the same line on the same photos. */
export function SampleFoot() {
  const shoot = useNewShoot()
  return (
    <div className="pt-1 wide:pt-2">
      {shoot.problem !== null && <ProblemNote problem={shoot.problem} className="mb-3" />}
      <SampleStart
        primary
        shoot={shoot}
        estimate={useQuery(estimateQuery()).data}
        free={chargesNothing(useHealth())}
        onStart={() => void shoot.startWithSamples(SAMPLE_LINE)}
      />
    </div>
  )
}
