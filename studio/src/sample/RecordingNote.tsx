/** Says that what is seen is a recording, of what, and that it stays as it is. */
export function RecordingNote() {
  return (
    <aside aria-label="About this recording" className="text-small text-soft">
      <p>
        <span className="font-medium text-ink">A recording.</span> The stand-ins that come with this studio made it from
        the sample photos: programs that cut out and paste, where the live services take pictures. Open, play and
        compare all of it; it stays as it is.
      </p>
    </aside>
  )
}
