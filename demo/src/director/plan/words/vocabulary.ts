/** The words by which the stand-in tells a wish about pictures from anything else. */

const words = (list: string) => list.trim().split(/\s+/).join('|')

const VERBS = words(`
  change make turn add remove replace swap use try give put take set redo edit fix adjust retouch reshoot want need prefer
  should could would instead without less more too bit let show keep lose drop bring move face look wear open close raise
  lower zoom crop tone push pull pan tilt orbit drift glide dolly orbiting panning tilting zooming different another again
  new anders mehr weniger ohne statt ändere mach
`)

const COMPARATIVES = words(`
  warmer cooler colder darker lighter brighter softer harder harsher sharper closer nearer farther further wider tighter
  bigger smaller larger taller longer shorter slower faster quicker bolder moodier calmer cleaner dirtier grainier stronger
  weaker higher deeper richer younger older edgier happier sadder hotter smoother rougher looser neater simpler fuller
  heavier crisper punchier quieter louder gentler subtler wilder cooler sexier straighter
  wärmer kälter dunkler heller weicher härter schneller langsamer näher
`)

const THINGS = words(`
  jacket coat shirt dress skirt trousers pants jeans shoes? boots sneakers heels hat cap beanie glasses sunglasses bag scarf
  gloves belt suit hoodie sweater knit leather denim silk wool jewell?ery necklace earrings ring watch hair makeup lips eyes
  hands? face smile gaze expression pose stance posture arms? legs? body model garment outfit look styling accessory
  light lighting flash shadows? contrast grain grainy colou?rs? colou?rful saturation saturated exposure exposed focus blur sharp
  background backdrop wall street city urban studio industrial rooftop beach desert forest night dusk dawn sunset sunrise rain
  snow fog smoke neon sky daylight indoor outdoors? angles? framing composition crop portrait profile close-?up full-?body
  detail wide vertical horizontal camera lens film editorial fashion streetwear couture vintage retro minimal moody dramatic
  confident relaxed natural casual elegant edgy classic romantic cinematic dreamy gritty bold soft warm cold dark bright
  red blue green yellow orange purple pink black white grey gray brown beige cream navy olive burgundy oxblood gold golden silver
  jacke mantel kleid hose schuhe haare licht hintergrund rot blau grün gelb schwarz weiß grau
  movement motion speed pace slow fast hold still energy wind [124]k resolution magazine
`)

const REVISION = new RegExp(`(?<![\\p{L}\\d])(?:${VERBS}|${COMPARATIVES}|${THINGS})(?![\\p{L}\\d])`, 'iu')
const CHANGE = new RegExp(`(?<![\\p{L}\\d])(?:${VERBS}|${COMPARATIVES})(?![\\p{L}\\d])`, 'iu')

/** True when the words can be a wish about how a picture, clip or film should be. */
export function isAboutPictures(text: string): boolean {
  return REVISION.test(text)
}

/** True when a word says that something should be otherwise, rather than only what it is about. */
export function asksForChange(text: string): boolean {
  return CHANGE.test(text)
}
