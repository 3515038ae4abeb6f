/** Where one signs in. In a tab of its own, so that nothing that was entered here is lost; it leads on to this same address. */
export function SignInLink() {
  const next = location.pathname + location.search
  return (
    <a
      href={`/login?next=${encodeURIComponent(next)}`}
      target="_blank"
      rel="noopener"
      className="text-ink underline underline-offset-4"
    >
      Sign in<span className="sr-only"> (opens a new tab)</span>
    </a>
  )
}
