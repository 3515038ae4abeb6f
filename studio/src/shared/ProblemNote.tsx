import type { Problem } from '@fashion-shoot/protocol'

/** Why something that the person asked for did not happen, and the way out. */
export function ProblemNote({ problem, className = '' }: { problem: Problem; className?: string }) {
  return (
    <p role="alert" className={`border-accent border-l-2 pl-3 ${className}`}>
      {problem.detail} <span className="text-soft">{problem.hint}</span>
    </p>
  )
}
