export { type CroppedFrame, type CroppedSheet, type CropSheetOptions, cropSheet } from './crop/cropSheet.ts'
export type { GridMethod } from './crop/detectGrid.ts'
export { type DrawnCurve, drawCurve } from './curve/drawCurve.ts'
export { type Easing, easing } from './curve/easing.ts'
export { type BezierHandles, type EasingName, namedEasings } from './curve/namedEasings.ts'
export { type FfmpegTools, requireFfmpeg } from './ffmpeg/requireFfmpeg.ts'
export { userCacheFolder } from './files/userCacheFolder.ts'
export type { Box } from './geometry/Box.ts'
export { type FrameRatio, frameRatios } from './geometry/frameRatio.ts'
export { MediaError, type MediaErrorCode } from './MediaError.ts'
export type { Preview, PreviewOptions } from './preview/encodePreview.ts'
export { type ClipPreview, type FramePlace, type PreviewClipOptions, previewClip } from './preview/previewClip.ts'
export { previewImage } from './preview/previewImage.ts'
export type { AudioInfo, ClipColour, ClipInfo, MediaInfo, PictureInfo, Sound } from './probe/mediaInfo.ts'
export { probeMedia } from './probe/probeMedia.ts'
export { type FitPicturesOptions, fitPictures } from './resize/fitPictures.ts'
export { type MatchSizeOptions, matchSize } from './resize/matchSize.ts'
export { type Fit, fits, type ResizedImage, type ResizeImagesOptions, resizeImages } from './resize/resizeImages.ts'
export type { Music } from './stitch/layMusic.ts'
export type { Loudness } from './stitch/measureLoudness.ts'
export { type Film, stitchFilm } from './stitch/stitchFilm.ts'
export {
  type Motion,
  motions,
  type StitchFilmOptions,
  type X264Preset,
  x264Presets,
} from './stitch/stitchOptions.ts'
export type { Progress } from './stitch/stitchProgress.ts'
