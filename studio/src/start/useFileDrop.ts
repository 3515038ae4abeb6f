import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Takes files that are dropped anywhere on the page, so that a near miss does not make the browser leave it. Words that are dropped on a
 * text box are the text box's.
 */
export function useFileDrop(onFiles: (files: FileList) => void): { dragging: boolean } {
  const [dragging, setDragging] = useState(false)
  const take = useEffectEvent(onFiles)

  useEffect(() => {
    const stop = new AbortController()
    const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
      addEventListener(type, listener, { signal: stop.signal })
    on('dragover', (event) => {
      if (isForField(event)) return
      event.preventDefault()
      setDragging(hasFiles(event))
    })
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setDragging(false)
    })
    on('drop', (event) => {
      if (isForField(event)) return
      event.preventDefault()
      setDragging(false)
      if (event.dataTransfer !== null) take(event.dataTransfer.files)
    })
    return () => stop.abort()
  }, [])

  return { dragging }
}

function isForField(event: DragEvent): boolean {
  const isField = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement
  return isField && !hasFiles(event)
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
