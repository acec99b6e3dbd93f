/** Red, green and blue, 0 … 255. */
type Rgb = readonly [number, number, number]

/** Reads `#RGB` or `#RRGGBB`; null for anything else, so that a bad value in a tenant's theme cannot break a page. */
export function parseColour(hex: string | null | undefined): Rgb | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex?.trim() ?? '')?.[1]
  if (!digits) return null
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  return [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG contrast of two colours, 1 … 21; unreadable colours count as black. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(parseColour(one) ?? [0, 0, 0]), luminance(parseColour(other) ?? [0, 0, 0])].sort(
    (a, b) => a - b,
  ) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** `share` (0 … 1) of `over` laid on `base`, as `#rrggbb`. */
export function mix(over: string, base: string, share: number): string {
  const [top, bottom] = [parseColour(over) ?? [0, 0, 0], parseColour(base) ?? [255, 255, 255]] as [Rgb, Rgb]
  return (
    '#' +
    top
      .map((part, at) => Math.round(part * share + (bottom[at] ?? 0) * (1 - share)))
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('')
  )
}

/** The colour itself if it can be read on all the grounds (contrast ≥ 4.5), else the nearest shade towards `towards` that can. */
export function readableOn(colour: string, grounds: readonly string[], towards: string): string {
  for (let share = 1; share > 0; share -= 0.04) {
    const shade = mix(colour, towards, share)
    if (grounds.every((ground) => contrast(shade, ground) >= 4.5)) return shade
  }
  return towards
}

/** White or near-black, whichever reads better on the colour; one of them always reaches 4.5. */
export function textOn(colour: string): string {
  return contrast('#ffffff', colour) >= 4.5 ? '#ffffff' : contrast('#141210', colour) >= 4.5 ? '#141210' : '#000000'
}
