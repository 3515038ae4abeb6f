/** What the page may take. The build holds it to the bytes, `npm run bench:page` to all. */
export const PAGE_LIMITS = {
  /** kB of script (gzip; 1 kB is 1000 bytes) that the start page, and a shoot's, may load before it shows itself */
  scriptKb: 150,
  /** Of what was there by what came later, all layout shifts of a load together. */
  layoutShift: 0.02,
  /** ms of the main thread beyond 50 ms a task, from the first paint until nothing happens any more */
  blockedMs: 150,
  /** Share of the frames of an empty page for which a page is ready while the director speaks, or while it is scrolled */
  frames: 0.9,
  /** Elements of a shoot's page and of the list of all, however long they are, and wherever one is in the list */
  elements: 2000,
} as const
