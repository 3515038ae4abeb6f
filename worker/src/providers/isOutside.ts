/** True for an address on the internet, as far as it can be told by its looks: https, a host with a name, the usual port, nobody's password. */
export function isOutside({ protocol, hostname, port, username, password }: URL): boolean {
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false
  // A URL's host is written out in full by now: what is left of numbers and brackets is an address.
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
  // A name may end with a dot, and is the same.
  const name = hostname.replace(/\.+$/, '')
  const isLocal = !name.includes('.') || /\.(localhost|local|internal)$/.test(name)
  return !isAddress && !isLocal
}
