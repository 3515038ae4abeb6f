export { type CroppedFrame, type CroppedSheet, type CropSheetOptions, cropSheet } from './cropSheet.ts'
export type { Box, GridMethod } from './detectGrid.ts'
export { type DrawnCurve, drawCurve } from './drawCurve.ts'
export { type Easing, easing } from './easing.ts'
export { type FrameRatio, frameRatios } from './frameRatio.ts'
export { MediaError, type MediaErrorCode } from './MediaError.ts'
export { type BezierHandles, type EasingName, namedEasings } from './namedEasings.ts'
export { type Preview, type PreviewOptions, previewClip, previewImage } from './previewMedia.ts'
export {
  type AudioInfo,
  type ClipColour,
  type ClipInfo,
  type MediaInfo,
  type PictureInfo,
  probeMedia,
} from './probeMedia.ts'
export { type FfmpegTools, requireFfmpeg } from './requireFfmpeg.ts'
export { type Fit, fits, type ResizedImage, type ResizeImagesOptions, resizeImages } from './resizeImages.ts'
export {
  type Film,
  type Progress,
  type StitchFilmOptions,
  stitchFilm,
  type X264Preset,
  x264Presets,
} from './stitchFilm.ts'
