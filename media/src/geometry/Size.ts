/** Of a picture, in px. */
export interface Size {
  width: number
  height: number
}
