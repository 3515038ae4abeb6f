/** On a button: what it is likely to cost to press it. */
export function LikelyPrice({ children }: { children: string }) {
  return <span className="whitespace-nowrap font-normal opacity-80">{children}</span>
}
