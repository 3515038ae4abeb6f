import type { Problem } from '@fashion-shoot/protocol'
import { SignInLink } from './SignInLink.tsx'

/** Why something that the person asked for did not happen, and the way out. */
export function ProblemNote({ problem, className = '' }: { problem: Problem; className?: string }) {
  return (
    <p role="alert" className={`border-accent border-l-2 pl-3 ${className}`}>
      {problem.status === 401 ? (
        <>
          You are signed out. What you entered is still here. <SignInLink />{' '}
          <span className="text-soft">in a new tab, then try again.</span>
        </>
      ) : (
        <>
          {problem.detail} <span className="text-soft">{problem.hint}</span>
        </>
      )}
    </p>
  )
}
