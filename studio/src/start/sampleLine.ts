/** What a shoot on the sample photos is to be. */
export const SAMPLE_LINE = 'Confident streetwear editorial. Background: studio-grey. Look: clean-digital.'
