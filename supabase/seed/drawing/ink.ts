/** The drawing ground: colours, gradients, blur and placement as SVG text. Everything is pure, so the same scene always gives the same bytes. */

const definitions = new Map<string, string>()

const id = (key: string) => {
  let hash = 5381
  for (const char of key) hash = ((hash * 33) ^ char.charCodeAt(0)) >>> 0
  return `d${hash.toString(36)}`
}

const define = (key: string, make: (name: string) => string) => {
  const name = id(key)
  if (!definitions.has(name)) definitions.set(name, make(name))
  return `url(#${name})`
}

/** Wraps a scene as a complete SVG document with the gradients and filters it asked for while drawing. */
export const picture = (width: number, height: number, draw: () => string) => {
  definitions.clear()
  const body = draw()
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${[...definitions.values()].join('')}</defs>${body}</svg>`
}

export type Stop = string | [offset: number, colour: string, opacity?: number]

const stops = (list: Stop[]) =>
  list
    .map((stop, index) => {
      const [offset, colour, opacity = 1] =
        typeof stop === 'string' ? ([index / Math.max(1, list.length - 1), stop] as const) : stop
      return `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`
    })
    .join('')

/** A linear gradient; the direction is given as x1, y1, x2, y2 in the box of the shape. */
export const linear = (list: Stop[], direction: [number, number, number, number] = [0, 0, 0, 1]) =>
  define(`l${JSON.stringify([list, direction])}`, (name) => {
    const [x1, y1, x2, y2] = direction
    return `<linearGradient id="${name}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stops(list)}</linearGradient>`
  })

export const radial = (list: Stop[], cx = 0.5, cy = 0.5, r = 0.5) =>
  define(
    `r${JSON.stringify([list, cx, cy, r])}`,
    (name) => `<radialGradient id="${name}" cx="${cx}" cy="${cy}" r="${r}">${stops(list)}</radialGradient>`,
  )

export const blur = (deviation: number) =>
  define(
    `b${deviation}`,
    (name) =>
      `<filter id="${name}" x="-100%" y="-100%" width="300%" height="300%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`,
  )

/** A soft shadow below and to the right: the light of every scene comes from the upper left. */
export const dropShadow = (colour: string, opacity = 0.3, distance = 14) =>
  define(
    `s${colour}${opacity}${distance}`,
    (name) =>
      `<filter id="${name}" x="-40%" y="-40%" width="190%" height="190%"><feGaussianBlur in="SourceAlpha" stdDeviation="${distance * 0.8}"/><feOffset dx="${distance * 0.6}" dy="${distance}" result="o"/><feFlood flood-color="${colour}" flood-opacity="${opacity}"/><feComposite in2="o" operator="in"/><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>`,
  )

export const clip = (key: string, shape: string) =>
  define(`c${key}${shape}`, (name) => `<clipPath id="${name}">${shape}</clipPath>`)

const channels = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))

/** Mixes two colours; 0 is the first, 1 the second. */
export const mix = (from: string, to: string, share: number) => {
  const other = channels(to)
  return `#${channels(from)
    .map((value, index) =>
      Math.round(value + ((other[index] ?? 0) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
export const lighter = (colour: string, share: number) => mix(colour, '#ffffff', share)
/** Darkens towards a warm plum, because shadows towards black look dirty. */
export const darker = (colour: string, share: number) => mix(colour, '#1d1030', share)

/** The shading of a round upright body lit from the left. */
export const roundBody = (colour: string) =>
  linear(
    [
      [0, darker(colour, 0.16)],
      [0.14, lighter(colour, 0.12)],
      [0.3, lighter(colour, 0.34)],
      [0.52, colour],
      [0.86, darker(colour, 0.24)],
      [1, darker(colour, 0.12)],
    ],
    [0, 0, 1, 0],
  )

export interface Placing {
  scale?: number
  turn?: number
  flip?: boolean
}

/** Puts a shape (drawn round 0,0 with its foot on y = 0) at a point of the scene. */
export const at = (x: number, y: number, shape: string, { scale = 1, turn = 0, flip = false }: Placing = {}) =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${flip ? -scale : scale} ${scale})">${shape}</g>`

/** Stands a shape on the floor with a contact shadow and a wide soft one. */
export const stand = (
  x: number,
  y: number,
  width: number,
  shape: string,
  placing: Placing & { tone?: string } = {},
) => {
  const tone = placing.tone ?? '#3a2438'
  const half = (width * (placing.scale ?? 1)) / 2
  return (
    `<ellipse cx="${x + half * 0.42}" cy="${y}" rx="${half * 1.16}" ry="${half * 0.22}" fill="${tone}" opacity=".22" filter="${blur(14)}"/>` +
    `<ellipse cx="${x + half * 0.06}" cy="${y}" rx="${half * 0.9}" ry="${half * 0.1}" fill="${tone}" opacity=".42" filter="${blur(5)}"/>` +
    at(x, y, shape, placing)
  )
}

/** Lays a shape flat on the ground of a top view. */
export const lay = (x: number, y: number, shape: string, placing: Placing & { tone?: string; lift?: number } = {}) =>
  `<g filter="${dropShadow(placing.tone ?? '#3a2438', 0.32, placing.lift ?? 12)}">${at(x, y, shape, placing)}</g>`

/** Numbers in 0..1 that look random and are the same every time. */
export const scatter = (seed: number) => {
  let state = seed >>> 0 || 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

export const each = <T>(list: readonly T[], draw: (item: T, index: number) => string) => list.map(draw).join('')
export const times = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => draw(index)).join('')
