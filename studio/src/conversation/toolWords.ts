const WORDS: Record<string, string> = {
  get_shoot: 'Looking at the shoot so far',
  generate_hero: 'Making the hero',
  try_on_garment: 'Dressing the person',
  generate_contact_sheet: 'Making the contact sheet',
  extract_frames: 'Cutting six frames',
  edit_frames: 'Editing frames',
  resize_frames: 'Resizing frames',
  generate_clips: 'Making the clips',
  stitch_film: 'Stitching the film',
  set_active_version: 'Choosing a version',
  set_stops: 'Changing when to stop',
  view_asset: 'Looking at a picture',
  Skill: 'Reading the notes',
  Read: 'Reading the notes',
}

/** What a tool of the director does, for people. An unknown one keeps its name, spaced out. */
export function toolWords(tool: string): string {
  const name = tool.replace(/^mcp__[^_]+(?:_[^_]+)*?__/, '')
  return WORDS[name] ?? name.replaceAll('_', ' ')
}
