import { blur, darker, dropShadow, each, lighter, linear, mix, radial, scatter, times } from './ink.ts'

/** The colours of a scene: wall above, floor below, an accent for shapes behind, and the tone of its shadows. */
export interface Palette {
  wall: string
  floor: string
  accent: string
  deep: string
}

export const W = 800
export const H = 800
export const HORIZON = 540

const room = ({ wall, floor }: Palette, horizon = HORIZON, width = W, height = H) =>
  `<rect width="${width}" height="${height}" fill="${linear([lighter(wall, 0.28), wall, darker(wall, 0.05)], [0, 0, 1, 1])}"/>` +
  `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${linear([darker(floor, 0.08), floor, lighter(floor, 0.25)])}"/>` +
  `<rect y="${horizon - 26}" width="${width}" height="70" fill="${linear([
    [0, wall, 0],
    [0.4, darker(mix(wall, floor, 0.5), 0.05), 0.85],
    [1, floor, 0],
  ])}"/>`

const glow = (cx: number, cy: number, r: number, strength = 0.65) =>
  `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${radial([
    [0, '#ffffff', strength],
    [1, '#ffffff', 0],
  ])}"/>`

/** A plain studio with a seamless floor and a spot of light. */
export const studio = (palette: Palette) => room(palette) + glow(300, 250, 420)

/** A round disc on the wall behind the goods, like a full moon. */
export const disc = (palette: Palette, cx = 400, cy = 350, r = 250) =>
  room(palette) +
  `<g filter="${dropShadow(palette.deep, 0.18, 10)}"><circle cx="${cx}" cy="${cy}" r="${r}" fill="${linear([lighter(palette.accent, 0.45), palette.accent], [0, 0, 1, 1])}"/></g>` +
  glow(cx - r * 0.4, cy - r * 0.4, r * 0.9, 0.4)

/** A niche with a rounded top, one step deep. */
export const arch = (palette: Palette, cx = 400, width = 420, top = 110) => {
  const half = width / 2
  const shape = (inset: number, shift: number) =>
    `M${cx - half + inset + shift} ${HORIZON + 8}V${top + half}a${half - inset} ${half - inset} 0 0 1 ${(half - inset) * 2} 0V${HORIZON + 8}Z`
  return (
    room(palette) +
    `<path d="${shape(0, 0)}" fill="${linear([darker(palette.accent, 0.2), darker(palette.accent, 0.06)])}"/>` +
    `<path d="${shape(18, 0)}" transform="translate(18 0)" fill="${linear([palette.accent, lighter(palette.accent, 0.4)], [0, 0, 1, 1])}"/>` +
    glow(cx, 330, 240, 0.35)
  )
}

/** A wall of upright flutes. */
export const flutes = (palette: Palette, step = 50) =>
  room(palette) +
  times(
    Math.ceil(W / step),
    (index) =>
      `<rect x="${index * step}" width="${step}" height="${HORIZON}" fill="${linear(
        [
          [0, darker(palette.wall, 0.13), 0.75],
          [0.35, lighter(palette.wall, 0.3), 0.65],
          [1, darker(palette.wall, 0.04), 0.3],
        ],
        [0, 0, 1, 0],
      )}"/>`,
  ) +
  `<rect y="${HORIZON - 60}" width="${W}" height="60" fill="${linear([
    [0, palette.deep, 0],
    [1, palette.deep, 0.14],
  ])}"/>` +
  glow(260, 200, 380, 0.4)

/** Slanting light through a window, with the shadow of a branch in it. */
export const windowLight = (palette: Palette) => {
  const leaf = (x: number, y: number, turn: number, size: number) =>
    `<path transform="translate(${x} ${y}) rotate(${turn})" d="M0 0C${size * 0.4} ${-size * 0.35} ${size} ${-size * 0.25} ${size * 1.3} 0C${size} ${size * 0.25} ${size * 0.4} ${size * 0.35} 0 0Z"/>`
  return (
    room(palette) +
    `<g opacity=".5" filter="${blur(7)}">${times(2, (column) =>
      times(
        3,
        (row) =>
          `<path d="M${110 + column * 250} ${40 + row * 185 - column * 60}l210 -52v160l-210 52z" fill="#fffaf0" opacity="${0.9 - row * 0.15}"/>`,
      ),
    )}</g>` +
    `<g fill="${palette.deep}" opacity=".16" filter="${blur(6)}">${each(
      [
        [700, 60, 160, 90],
        [640, 130, 190, 96],
        [690, 190, 150, 100],
        [610, 240, 200, 84],
        [680, 300, 165, 92],
        [760, 120, 120, 80],
        [740, 250, 130, 96],
      ] as const,
      ([x, y, turn, size]) => leaf(x, y, turn, size),
    )}<path d="M800 20C720 120 690 240 700 400" stroke="${palette.deep}" stroke-width="7" fill="none"/></g>`
  )
}

/** Layered hills under a sky, for things used outdoors. */
export const hills = ({ wall, floor, accent, deep }: Palette) =>
  `<rect width="${W}" height="${H}" fill="${linear([wall, lighter(wall, 0.55), lighter(wall, 0.8)])}"/>` +
  `<circle cx="620" cy="170" r="74" fill="${radial([lighter(accent, 0.8), lighter(accent, 0.45)])}"/>${glow(620, 170, 230, 0.5)}` +
  `<path d="M0 430C120 330 230 300 330 400S560 290 660 360 800 400 800 400V800H0Z" fill="${mix(floor, wall, 0.55)}"/>` +
  `<path d="M0 500C150 410 290 470 410 480S650 400 800 470V800H0Z" fill="${mix(floor, wall, 0.25)}"/>` +
  `<path d="M0 560C200 510 420 560 800 520V800H0Z" fill="${linear([darker(floor, 0.06), lighter(floor, 0.25)])}"/>` +
  `<path d="M0 566C200 516 420 566 800 526" stroke="${deep}" stroke-opacity=".08" stroke-width="10" fill="none"/>`

/** A wall with the wave pattern of festive paper. */
export const waves = (palette: Palette) =>
  room(palette) +
  `<g fill="none" stroke="${palette.accent}" stroke-opacity=".34" stroke-width="3">${times(9, (row) =>
    times(9, (column) => {
      const x = column * 100 + (row % 2) * 50
      const y = row * 50 + 60
      return `<path d="M${x - 50} ${y}a50 50 0 0 1 100 0M${x - 34} ${y}a34 34 0 0 1 68 0M${x - 18} ${y}a18 18 0 0 1 36 0"/>`
    }),
  )}</g>` +
  `<rect y="430" width="${W}" height="110" fill="${linear([
    [0, palette.wall, 0],
    [1, darker(palette.wall, 0.06), 1],
  ])}"/>` +
  glow(300, 240, 360, 0.45)

/** A table seen from above: cloth with fine stripes and a darker corner away from the light. */
export const tableTop = (
  { wall, floor, deep }: Palette,
  weave: 'linen' | 'dots' | 'wood' | 'stone' | 'checks' = 'linen',
) => {
  const ground = `<rect width="${W}" height="${H}" fill="${linear([lighter(wall, 0.3), wall, floor], [0, 0, 1, 1])}"/>`
  const patterns = {
    linen: times(
      20,
      (index) => `<path d="M0 ${index * 40 + 20}H800" stroke="#fff" stroke-opacity=".22" stroke-width="3"/>`,
    ),
    dots: times(13, (row) =>
      times(
        13,
        (column) => `<circle cx="${column * 66 + (row % 2) * 33}" cy="${row * 66}" r="7" fill="#fff" opacity=".38"/>`,
      ),
    ),
    wood: times(
      5,
      (index) =>
        `<rect y="${index * 160}" width="800" height="160" fill="${linear([
          [0, lighter(floor, 0.18), 0.8],
          [0.96, floor, 0.5],
          [1, darker(floor, 0.25), 0.8],
        ])}"/><path d="M0 ${index * 160 + 50}q200 ${index % 2 ? 24 : -18} 420 4t380 -6" stroke="${darker(floor, 0.12)}" stroke-opacity=".35" stroke-width="3" fill="none"/>`,
    ),
    stone: `<g stroke="${deep}" stroke-opacity=".1" fill="none" stroke-width="6" filter="${blur(3)}"><path d="M-20 180Q180 240 330 120T820 60"/><path d="M-20 620Q240 520 430 640T820 560"/><path d="M520 -20Q600 240 720 380T800 700"/></g>`,
    checks: times(
      7,
      (index) =>
        `<rect x="${index * 130}" width="62" height="800" fill="#fff" opacity=".2"/><rect y="${index * 130}" width="800" height="62" fill="#fff" opacity=".2"/>`,
    ),
  }
  return (
    ground +
    patterns[weave] +
    glow(180, 160, 520, 0.4) +
    `<rect width="${W}" height="${H}" fill="${radial(
      [
        [0.55, deep, 0],
        [1, deep, 0.2],
      ],
      0.35,
      0.35,
      0.95,
    )}"/>`
  )
}

/** Small lights or petals drifting in the air. */
export const drift = (count: number, colours: string[], seed: number, top = 40, bottom = 460) => {
  const next = scatter(seed)
  return times(count, (index) => {
    const r = 4 + next() * 9
    return `<circle cx="${(40 + next() * 720).toFixed(1)}" cy="${(top + next() * (bottom - top)).toFixed(1)}" r="${r.toFixed(1)}" fill="${colours[index % colours.length]}" opacity="${(0.35 + next() * 0.5).toFixed(2)}"/>`
  })
}

/** Out-of-focus lights behind a close view. */
export const bokeh = (palette: Palette, seed: number) => {
  const next = scatter(seed)
  return (
    `<rect width="${W}" height="${H}" fill="${linear([lighter(palette.wall, 0.2), palette.wall, palette.floor], [0, 0, 1, 1])}"/>` +
    times(
      11,
      (index) =>
        `<circle cx="${(next() * W).toFixed(0)}" cy="${(next() * 560).toFixed(0)}" r="${(40 + next() * 100).toFixed(0)}" fill="${index % 3 ? lighter(palette.accent, 0.45) : '#ffffff'}" opacity="${(0.12 + next() * 0.2).toFixed(2)}" filter="${blur(9)}"/>`,
    )
  )
}
