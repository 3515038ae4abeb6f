/** True for a browser that opens an address: scripts, pictures and programs do not ask for HTML. */
export function wantsPage({ method, headers }: Request): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  return reads && headers.get('accept')?.includes('text/html') === true
}
