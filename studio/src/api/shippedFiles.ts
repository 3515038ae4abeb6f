/** Addresses of files that come with the page, by the ids of the assets that they are. */
const shipped = new Map<string, string>()

/** From now on, these assets are had from files that come with the page. Their ids are nobody else's. */
export function shipFiles(files: Iterable<readonly [assetId: string, url: string]>): void {
  for (const [assetId, url] of files) shipped.set(assetId, url)
}

/** Where the file is that comes with the page for an asset; undefined for what the server has. */
export function shippedUrl(assetId: string): string | undefined {
  return shipped.get(assetId)
}
