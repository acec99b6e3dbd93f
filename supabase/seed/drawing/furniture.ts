import { at, blur, darker, each, lighter, linear, roundBody, times } from './ink.ts'

/** What goods stand and lie on: stands, blocks, plates, cloth, and the branches beside them. */

/** A round stand; the top lies at y = 0 and the body goes down from there. */
export const podium = (radius: number, height: number, colour: string) =>
  `<path d="M${-radius} 0V${height}a${radius} ${radius * 0.2} 0 0 0 ${radius * 2} 0V0Z" fill="${roundBody(colour)}"/>` +
  `<ellipse rx="${radius}" ry="${radius * 0.2}" fill="${linear([lighter(colour, 0.35), lighter(colour, 0.6)], [0, 0, 1, 1])}"/>` +
  `<ellipse rx="${radius}" ry="${radius * 0.2}" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="2"/>`

/** A stand with its shadow on the floor; give the height of its top. */
export const stage = (x: number, top: number, radius: number, height: number, colour: string, tone = '#3a2438') =>
  `<ellipse cx="${x + 40}" cy="${top + height + 8}" rx="${radius * 1.16}" ry="${radius * 0.22}" fill="${tone}" opacity=".26" filter="${blur(14)}"/>` +
  at(x, top, podium(radius, height, colour))

/** A block to stand things on, with a lit top and front. */
export const block = (width: number, height: number, colour: string) =>
  `<path d="M${-width / 2} 0l26 -30h${width - 52}l26 30Z" fill="${lighter(colour, 0.5)}"/>` +
  `<rect x="${-width / 2}" width="${width}" height="${height}" rx="4" fill="${linear([lighter(colour, 0.1), darker(colour, 0.08)])}"/>`

/** A shallow plate seen at an angle. */
export const plate = (radius: number, colour = '#ffffff') =>
  `<ellipse cy="6" rx="${radius}" ry="${radius * 0.3}" fill="${darker(colour, 0.22)}"/>` +
  `<ellipse rx="${radius}" ry="${radius * 0.3}" fill="${linear([colour, darker(colour, 0.06)])}"/>` +
  `<ellipse cy="3" rx="${radius * 0.74}" ry="${radius * 0.2}" fill="${linear([darker(colour, 0.1), lighter(colour, 0.4)])}"/>`

/** A plate seen from above, centred. */
export const plateTop = (radius: number, colour = '#ffffff') =>
  `<circle r="${radius}" fill="${linear([lighter(colour, 0.5), darker(colour, 0.05)], [0, 0, 1, 1])}"/>` +
  `<circle r="${radius * 0.78}" fill="${linear([darker(colour, 0.09), lighter(colour, 0.5)], [0, 0, 1, 1])}"/>`

/** A cloth that falls over the edge of the table in folds. */
export const drape = (colour: string, y = 600) =>
  `<path d="M-10 ${y}C160 ${y - 46} 300 ${y + 34} 470 ${y - 10}S720 ${y - 40} 810 ${y + 10}V810H-10Z" fill="${linear([lighter(colour, 0.28), darker(colour, 0.06)])}"/>` +
  each(
    [60, 210, 380, 520, 690],
    (x, index) =>
      `<path d="M${x} ${y + 6}C${x + 30} ${y + 70} ${x - 34} ${y + 120} ${x + 14 * (index % 3)} 810h46C${x + 44} ${y + 110} ${x + 78} ${y + 80} ${x + 30} ${y}Z" fill="${darker(colour, 0.14)}" opacity=".28" filter="${blur(8)}"/>`,
  )

/** A branch with leaves, its foot at 0,0, growing upwards. */
export const sprig = (height: number, colour: string, pairs = 5) => {
  const leaf = (x: number, y: number, turn: number, size: number, tint: string) =>
    `<path transform="translate(${x} ${y}) rotate(${turn})" d="M0 0C${size * 0.3} ${-size * 0.36} ${size * 0.8} ${-size * 0.3} ${size} 0C${size * 0.8} ${size * 0.24} ${size * 0.3} ${size * 0.3} 0 0Z" fill="${linear([lighter(tint, 0.25), darker(tint, 0.18)])}"/>`
  return (
    `<path d="M0 0Q${height * 0.1} ${-height * 0.5} 0 ${-height}" stroke="${darker(colour, 0.2)}" stroke-width="5" fill="none" stroke-linecap="round"/>` +
    times(pairs, (index) => {
      const y = -height * (0.22 + (0.72 * index) / pairs)
      const size = height * (0.34 - 0.03 * index)
      const x = height * 0.06 * Math.sin((Math.PI * -y) / height)
      return leaf(x, y, -32, size, colour) + leaf(x, y, -148, size, lighter(colour, 0.12))
    }) +
    leaf(0, -height + 4, -90, height * 0.24, lighter(colour, 0.2))
  )
}
