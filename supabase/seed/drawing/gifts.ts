import { emojiCentred, type EmojiName } from './emoji.ts'
import { at, darker, each, lighter, linear, roundBody, times } from './ink.ts'

/** Gift boxes, trays and what festivals bring. Standing shapes have their foot on 0,0; "Top" shapes are centred and seen from above. */

const bowLoops = (size: number, colour: string) =>
  each([-1, 1], (side) => {
    const x = (share: number) => side * size * share
    return (
      `<path d="M0 0C${x(0.3)} ${-size * 0.55} ${x(0.95)} ${-size * 0.5} ${x(0.9)} ${-size * 0.1}S${x(0.3)} ${size * 0.12} 0 0Z" fill="${linear([lighter(colour, 0.3), darker(colour, 0.16)])}"/>` +
      `<path d="M0 0C${x(0.3)} ${-size * 0.3} ${x(0.66)} ${-size * 0.34} ${x(0.68)} ${-size * 0.12}S${x(0.3)} ${size * 0.05} 0 0Z" fill="${darker(colour, 0.34)}" opacity=".55"/>` +
      `<path d="M0 0C${x(0.2)} ${size * 0.1} ${x(0.5)} ${size * 0.3} ${x(0.62)} ${size * 0.56}L${x(0.36)} ${size * 0.54}C${x(0.3)} ${size * 0.3} ${x(0.14)} ${size * 0.2} 0 0Z" fill="${linear([colour, darker(colour, 0.22)])}"/>`
    )
  }) +
  `<rect x="${-size * 0.15}" y="${-size * 0.16}" width="${size * 0.3}" height="${size * 0.26}" rx="${size * 0.1}" fill="${roundBody(colour)}"/>`

export const bow = bowLoops

/** A wrapped box with ribbon and bow. */
export const giftBox = (width: number, height: number, colour: string, ribbon: string) => {
  const half = width / 2
  const lid = height * 0.26
  return (
    `<rect x="${-half * 0.95}" y="${-height + lid}" width="${width * 0.95}" height="${height - lid}" rx="6" fill="${linear([lighter(colour, 0.1), darker(colour, 0.2)], [0, 0, 1, 0.6])}"/>` +
    `<rect x="${-half * 0.95}" y="${-height + lid}" width="${width * 0.95}" height="16" fill="${darker(colour, 0.4)}" opacity=".25"/>` +
    `<rect x="${-width * 0.07}" y="${-height + lid}" width="${width * 0.14}" height="${height - lid}" fill="${linear([lighter(ribbon, 0.2), darker(ribbon, 0.12)], [0, 0, 1, 0])}"/>` +
    `<rect x="${-half}" y="${-height}" width="${width}" height="${lid}" rx="7" fill="${linear([lighter(colour, 0.32), colour], [0, 0, 1, 1])}"/>` +
    `<rect x="${-width * 0.07}" y="${-height}" width="${width * 0.14}" height="${lid}" fill="${linear([lighter(ribbon, 0.3), ribbon], [0, 0, 1, 0])}"/>` +
    at(0, -height, bowLoops(width * 0.32, ribbon))
  )
}

/** A flat presentation box seen from above: a frame and wells with one object each. */
export const trayTop = (
  columns: number,
  rows: number,
  cell: number,
  colour: string,
  lining: string,
  goods: EmojiName[],
  round = true,
) => {
  const width = columns * cell + 44
  const height = rows * cell + 44
  return (
    `<rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" rx="22" fill="${linear([lighter(colour, 0.16), darker(colour, 0.14)], [0, 0, 1, 1])}"/>` +
    `<rect x="${-width / 2 + 12}" y="${-height / 2 + 12}" width="${width - 24}" height="${height - 24}" rx="14" fill="${linear([darker(lining, 0.16), lining], [0, 0, 1, 1])}"/>` +
    times(rows, (row) =>
      times(columns, (column) => {
        const x = (column - (columns - 1) / 2) * cell
        const y = (row - (rows - 1) / 2) * cell
        const r = cell * 0.46
        return (
          `<rect x="${x - r}" y="${y - r}" width="${r * 2}" height="${r * 2}" rx="${round ? r : r * 0.24}" fill="${linear([darker(lining, 0.34), darker(lining, 0.1)], [0, 0, 1, 1])}"/>` +
          at(x + 4, y + 7, `<circle r="${r * 0.72}" fill="#2a1430" opacity=".22"/>`) +
          at(x, y, emojiCentred(goods[(row * columns + column) % goods.length] ?? 'mooncake', cell * 0.86))
        )
      }),
    )
  )
}

/** The closed lid of a festival box seen from above: moon, clouds and a golden frame. */
export const lidTop = (width: number, height: number, colour: string, gold: string, picture: EmojiName) =>
  `<rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" rx="22" fill="${linear([lighter(colour, 0.2), colour, darker(colour, 0.2)], [0, 0, 1, 1])}"/>` +
  `<rect x="${-width / 2 + 18}" y="${-height / 2 + 18}" width="${width - 36}" height="${height - 36}" rx="12" fill="none" stroke="${gold}" stroke-width="4"/>` +
  `<circle r="${Math.min(width, height) * 0.33}" fill="${linear([lighter(gold, 0.5), gold], [0, 0, 1, 1])}" opacity=".95"/>` +
  each([-1, 1], (side) =>
    at(
      side * (width / 2 - 92),
      side * height * 0.3,
      `<path d="M-60 14a18 18 0 0 1 22 -24a26 26 0 0 1 48 -4a20 20 0 0 1 34 28z" fill="none" stroke="${gold}" stroke-width="4"/>`,
    ),
  ) +
  at(0, 0, emojiCentred(picture, Math.min(width, height) * 0.5))

/** A tall book-like box standing open, lid behind, goods shown in front. */
export const standingBox = (width: number, height: number, colour: string, gold: string, picture: EmojiName) =>
  `<path d="M${width / 2} ${-height}l${width * 0.16} ${-height * 0.07}V${-height * 0.06}L${width / 2} 0Z" fill="${darker(colour, 0.34)}"/>` +
  `<path d="M${-width / 2} ${-height}l${width * 0.16} ${-height * 0.07}h${width}l${-width * 0.16} ${height * 0.07}Z" fill="${lighter(colour, 0.2)}"/>` +
  `<g transform="translate(0 ${-height / 2})">${lidTop(width, height, colour, gold, picture).replaceAll('rx="22"', 'rx="6"')}</g>`

/** A rice dumpling in bamboo leaves, tied with string. */
export const dumpling = (size: number) => {
  const h = size * 0.86
  const w = size / 2
  const green = '#5f8f3f'
  return (
    `<path d="M0 ${-h}Q${w * 0.2} ${-h} ${w * 0.3} ${-h * 0.82}L${w} ${-h * 0.16}Q${w * 1.06} 0 ${w * 0.8} 0H${-w * 0.8}Q${-w * 1.06} 0 ${-w} ${-h * 0.16}L${-w * 0.3} ${-h * 0.82}Q${-w * 0.2} ${-h} 0 ${-h}Z" fill="${linear([lighter(green, 0.3), green, darker(green, 0.3)], [0, 0, 1, 1])}"/>` +
    `<path d="M0 ${-h}Q${w * 0.2} ${-h} ${w * 0.3} ${-h * 0.82}L${w} ${-h * 0.16}Q${w * 1.06} 0 ${w * 0.8} 0H${w * 0.1}Z" fill="${darker(green, 0.28)}" opacity=".5"/>` +
    times(
      5,
      (index) =>
        `<path d="M${-w * 0.12 + index * 3} ${-h * 0.92}L${-w * (0.72 - index * 0.18)} ${-h * 0.04}" stroke="${lighter(green, 0.45)}" stroke-opacity=".45" stroke-width="3"/>`,
    ) +
    `<path d="M${-w * 0.78} ${-h * 0.36}Q0 ${-h * 0.2} ${w * 0.78} ${-h * 0.36}M${-w * 0.9} ${-h * 0.2}Q0 ${-h * 0.02} ${w * 0.92} ${-h * 0.2}" stroke="#e9cf9a" stroke-width="${size * 0.035}" fill="none"/>` +
    `<path d="M0 ${-h * 0.27}q-22 -20 -26 4t26 -4q22 -20 26 4t-26 -4" fill="none" stroke="#e9cf9a" stroke-width="${size * 0.03}"/>`
  )
}

/** Tissue paper that spills from a basket or box. */
export const tissue = (width: number, colour: string) =>
  times(7, (index) => {
    const x = (index - 3) * (width / 7)
    return `<path d="M${x - width * 0.11} 0L${x - width * 0.03} ${-34 - (index % 3) * 14}L${x + width * 0.1} 0Z" fill="${index % 2 ? lighter(colour, 0.3) : lighter(colour, 0.5)}"/>`
  })

/** A low wooden crate; goods are drawn before it, so that they stand in it. */
export const crate = (width: number, height: number, colour = '#c99a63') =>
  times(
    3,
    (index) =>
      `<rect x="${-width / 2}" y="${-height + (index * height) / 3}" width="${width}" height="${height / 3 - 5}" rx="4" fill="${linear([lighter(colour, 0.22), darker(colour, 0.08)])}"/>`,
  ) +
  each(
    [-1, 1],
    (side) =>
      `<rect x="${side * width * 0.44 - 14}" y="${-height - 8}" width="28" height="${height + 8}" rx="4" fill="${linear([lighter(colour, 0.3), darker(colour, 0.14)], [0, 0, 1, 0])}"/>`,
  )

/** A woven basket without handle, for fruit. */
export const basket = (width: number, height: number, colour = '#c98f52') =>
  `<path d="M${-width / 2} ${-height}H${width / 2}L${width * 0.4} -10Q${width * 0.38} 0 ${width * 0.3} 0H${-width * 0.3}Q${-width * 0.38} 0 ${-width * 0.4} -10Z" fill="${roundBody(colour)}"/>` +
  times(
    4,
    (row) =>
      `<path d="M${-width * 0.47 + row * 8} ${-height * 0.82 + row * height * 0.22}q${width * 0.08} -12 ${width * 0.16} 0t${width * 0.16} 0t${width * 0.16} 0t${width * 0.16} 0t${width * 0.16} 0" stroke="${darker(colour, 0.3)}" stroke-opacity=".45" stroke-width="6" fill="none"/>`,
  ) +
  `<rect x="${-width * 0.52}" y="${-height - 10}" width="${width * 1.04}" height="24" rx="12" fill="${linear([lighter(colour, 0.3), darker(colour, 0.14)])}"/>`
