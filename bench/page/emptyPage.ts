/** A page with nothing on it but some words, so many px high: what Chromium takes on this machine, whatever is shown. */
export function emptyPage(words: string, height: number): string {
  return `data:text/html,<body style="margin:0;height:${height}px"><p>Empty</p><p style="position:absolute;top:${height - 50}px">${words}`
}
