import { Link } from '@tanstack/react-router'

/** The way to the finished shoot that comes with the page, for whoever has shoots of their own by now. */
export function SampleLink({ className = '' }: { className?: string }) {
  return (
    <Link to="/sample" className={`text-soft underline-offset-4 hover:underline ${className}`}>
      Sample shoot
    </Link>
  )
}
