import { darker, each, lighter, linear, radial, roundBody, times } from './ink.ts'

/** Textiles, kitchenware, toys and sports things that no ready picture shows. All stand on 0,0. */

export const towels = (width: number, colours: string[]) =>
  each(colours, (colour, index) => {
    const y = -index * width * 0.2
    const h = width * 0.2
    return (
      `<rect x="${-width / 2}" y="${y - h}" width="${width}" height="${h}" rx="${h * 0.46}" fill="${linear([lighter(colour, 0.3), colour, darker(colour, 0.18)])}"/>` +
      `<path d="M${-width * 0.44} ${y - h * 0.5}H${width * 0.47}" stroke="${darker(colour, 0.3)}" stroke-opacity=".4" stroke-width="4" stroke-linecap="round"/>` +
      `<rect x="${width * 0.2}" y="${y - h + 2}" width="${width * 0.09}" height="${h * 0.46}" fill="#fff" opacity=".45"/>`
    )
  })

export const towelRoll = (size: number, colour: string) =>
  `<rect x="${-size}" y="${-size}" width="${size * 1.5}" height="${size}" rx="${size * 0.4}" fill="${linear([lighter(colour, 0.3), colour, darker(colour, 0.2)])}"/>` +
  `<circle cx="${size * 0.5}" cy="${-size / 2}" r="${size / 2}" fill="${linear([lighter(colour, 0.4), darker(colour, 0.06)])}"/>` +
  times(
    3,
    (index) =>
      `<circle cx="${size * 0.5}" cy="${-size / 2}" r="${size * (0.38 - index * 0.12)}" fill="none" stroke="${darker(colour, 0.22)}" stroke-opacity=".5" stroke-width="5"/>`,
  )

/** A folded duvet with pillows on top. */
export const bedding = (width: number, colour: string, stripe: string) =>
  times(3, (index) => {
    const h = width * (0.18 - index * 0.012)
    const y = -index * width * 0.165
    const w = width * (1 - index * 0.04)
    const c = index === 1 ? stripe : colour
    return `<rect x="${-w / 2}" y="${y - h}" width="${w}" height="${h}" rx="${h * 0.48}" fill="${linear([lighter(c, 0.36), c, darker(c, 0.16)])}"/><path d="M${-w * 0.42} ${y - h * 0.52}Q0 ${y - h * 0.4} ${w * 0.46} ${y - h * 0.54}" stroke="${darker(c, 0.26)}" stroke-opacity=".35" stroke-width="4" fill="none"/>`
  }) +
  each([-0.18, 0.2], (share, index) => {
    const c = index ? stripe : lighter(colour, 0.4)
    const x = width * share
    const y = -width * 0.5
    return `<path transform="rotate(${index ? 7 : -6} ${x} ${y})" d="M${x - width * 0.26} ${y - width * 0.02}Q${x - width * 0.3} ${y - width * 0.24} ${x - width * 0.24} ${y - width * 0.25}Q${x} ${y - width * 0.22} ${x + width * 0.24} ${y - width * 0.25}Q${x + width * 0.3} ${y - width * 0.2} ${x + width * 0.26} ${y}Q${x} ${y + width * 0.04} ${x - width * 0.26} ${y - width * 0.02}Z" fill="${linear([lighter(c, 0.4), c, darker(c, 0.12)], [0, 0, 1, 1])}"/>`
  })

export const thermos = (width: number, height: number, colour: string) =>
  `<rect x="${-width / 2}" y="${-height * 0.8}" width="${width}" height="${height * 0.8}" rx="${width * 0.18}" fill="${roundBody(colour)}"/>` +
  `<rect x="${-width * 0.5}" y="${-height * 0.84}" width="${width}" height="${height * 0.05}" fill="${roundBody('#d9dce3')}"/>` +
  `<path d="M${-width * 0.46} ${-height * 0.84}V${-height * 0.95}Q${-width * 0.46} ${-height} ${-width * 0.3} ${-height}H${width * 0.3}Q${width * 0.46} ${-height} ${width * 0.46} ${-height * 0.95}V${-height * 0.84}Z" fill="${roundBody(darker(colour, 0.22))}"/>` +
  `<path d="M${-width * 0.1} ${-height}q${width * 0.1} ${-height * 0.08} ${width * 0.2} 0" stroke="${darker(colour, 0.34)}" stroke-width="9" fill="none"/>` +
  `<rect x="${-width * 0.06}" y="${-height * 0.5}" width="${width * 0.12}" height="${width * 0.12}" rx="4" fill="#fff" opacity=".8"/><rect x="${-width * 0.13}" y="${-height * 0.42}" width="${width * 0.26}" height="5" rx="2" fill="#fff" opacity=".6"/>`

/** An enamelled pot with lid. */
export const pot = (width: number, colour: string) => {
  const h = width * 0.4
  return (
    each(
      [-1, 1],
      (side) =>
        `<rect x="${side * width * 0.5 - width * 0.1}" y="${-h * 0.82}" width="${width * 0.2}" height="${h * 0.2}" rx="${h * 0.1}" fill="${linear([lighter(colour, 0.2), darker(colour, 0.3)])}"/>`,
    ) +
    `<path d="M${-width / 2} ${-h}H${width / 2}V${-h * 0.26}Q${width / 2} 0 ${width * 0.34} 0H${-width * 0.34}Q${-width / 2} 0 ${-width / 2} ${-h * 0.26}Z" fill="${roundBody(colour)}"/>` +
    `<path d="M${-width * 0.52} ${-h}Q${-width * 0.46} ${-h * 1.5} 0 ${-h * 1.54}T${width * 0.52} ${-h}Z" fill="${roundBody(lighter(colour, 0.06))}"/>` +
    `<rect x="${-width * 0.53}" y="${-h * 1.05}" width="${width * 1.06}" height="${h * 0.12}" rx="${h * 0.06}" fill="${roundBody(darker(colour, 0.1))}"/>` +
    `<rect x="${-width * 0.03}" y="${-h * 1.64}" width="${width * 0.06}" height="${h * 0.14}" fill="#b98d4a"/><ellipse cy="${-h * 1.68}" rx="${width * 0.085}" ry="${h * 0.11}" fill="${radial(['#fbe6b0', '#b98d4a'], 0.35, 0.3, 0.8)}"/>` +
    `<path d="M${-width * 0.36} ${-h * 1.2}Q${-width * 0.24} ${-h * 1.4} ${-width * 0.06} ${-h * 1.44}" stroke="#fff" stroke-opacity=".5" stroke-width="10" fill="none" stroke-linecap="round"/>`
  )
}

/** A scented candle in a tumbler, burning. */
export const glassCandle = (width: number, height: number, wax: string, glass: string) =>
  `<circle cy="${-height * 0.98}" r="${width * 0.9}" fill="${radial([
    [0, '#ffe6a8', 0.75],
    [1, '#ffe6a8', 0],
  ])}"/>` +
  `<path d="M${-width / 2} ${-height}V${-height * 0.1}Q${-width / 2} 0 ${-width * 0.36} 0H${width * 0.36}Q${width / 2} 0 ${width / 2} ${-height * 0.1}V${-height}Z" fill="${roundBody(glass)}" opacity=".9"/>` +
  `<ellipse cy="${-height}" rx="${width / 2}" ry="${width * 0.1}" fill="${lighter(glass, 0.4)}"/><ellipse cy="${-height + 6}" rx="${width * 0.44}" ry="${width * 0.075}" fill="${linear([lighter(wax, 0.5), wax])}"/>` +
  `<path d="M0 ${-height + 4}v-14" stroke="#4a3428" stroke-width="4"/><path d="M0 ${-height - 60}Q22 ${-height - 24} 0 ${-height - 8}Q-22 ${-height - 24} 0 ${-height - 60}Z" fill="${linear(['#ffd76a', '#ff9a3d'])}"/>` +
  `<rect x="${-width * 0.32}" y="${-height * 0.62}" width="${width * 0.64}" height="${height * 0.36}" rx="6" fill="#fffaf2" opacity=".92"/><rect x="${-width * 0.18}" y="${-height * 0.5}" width="${width * 0.36}" height="6" rx="3" fill="#8a6a55" opacity=".8"/><rect x="${-width * 0.1}" y="${-height * 0.42}" width="${width * 0.2}" height="5" rx="2" fill="#8a6a55" opacity=".5"/>`

/** A rolled mat with its strap. */
export const yogaMat = (length: number, size: number, colour: string) =>
  `<rect x="${-length / 2}" y="${-size}" width="${length}" height="${size}" rx="${size * 0.3}" fill="${linear([lighter(colour, 0.34), colour, darker(colour, 0.3)])}"/>` +
  each(
    [-0.24, 0.16],
    (share) =>
      `<rect x="${length * share}" y="${-size - 3}" width="${length * 0.07}" height="${size + 6}" rx="6" fill="${linear([lighter('#3b3550', 0.3), '#3b3550', '#241f36'])}"/>`,
  ) +
  `<circle cx="${length / 2 - size * 0.2}" cy="${-size / 2}" r="${size / 2}" fill="${lighter(colour, 0.24)}"/>` +
  times(
    5,
    (index) =>
      `<circle cx="${length / 2 - size * 0.2 + index * 1.5}" cy="${-size / 2}" r="${size * (0.44 - index * 0.09)}" fill="none" stroke="${darker(colour, 0.3)}" stroke-opacity=".65" stroke-width="4"/>`,
  )

/** A toy brick with round studs. */
export const brick = (studs: number, colour: string, unit = 60) => {
  const width = studs * unit
  return (
    times(studs, (index) => {
      const x = -width / 2 + unit * (index + 0.5)
      return `<rect x="${x - unit * 0.3}" y="${-unit * 1.24}" width="${unit * 0.6}" height="${unit * 0.3}" fill="${roundBody(colour)}"/><ellipse cx="${x}" cy="${-unit * 1.24}" rx="${unit * 0.3}" ry="${unit * 0.1}" fill="${lighter(colour, 0.42)}"/>`
    }) +
    `<rect x="${-width / 2}" y="${-unit}" width="${width}" height="${unit}" rx="9" fill="${linear([lighter(colour, 0.22), colour, darker(colour, 0.2)], [0, 0, 1, 1])}"/>` +
    `<rect x="${-width / 2 + 7}" y="${-unit + 7}" width="${width - 14}" height="9" rx="4" fill="#fff" opacity=".34"/>`
  )
}

/** A soft pack with a flap, as wipes come. */
export const softPack = (width: number, height: number, colour: string) =>
  `<path d="M${-width / 2} ${-height * 0.9}q-12 ${height * 0.45} 0 ${height * 0.82}Q${-width * 0.44} 0 0 0T${width / 2} ${-height * 0.08}q12 ${-height * 0.4} 0 ${-height * 0.82}Q${width * 0.4} ${-height} 0 ${-height}T${-width / 2} ${-height * 0.9}Z" fill="${linear([lighter(colour, 0.4), colour, darker(colour, 0.12)], [0, 0, 1, 1])}"/>` +
  `<rect x="${-width * 0.26}" y="${-height * 0.8}" width="${width * 0.52}" height="${height * 0.42}" rx="${height * 0.14}" fill="${linear(['#ffffff', '#e6ebf2'])}"/><path d="M${-width * 0.05} ${-height * 0.45}h${width * 0.1}" stroke="#b6c1d2" stroke-width="6" stroke-linecap="round"/>` +
  `<rect x="${-width * 0.3}" y="${-height * 0.26}" width="${width * 0.6}" height="8" rx="4" fill="#fff" opacity=".85"/><rect x="${-width * 0.18}" y="${-height * 0.17}" width="${width * 0.36}" height="6" rx="3" fill="#fff" opacity=".65"/>`

/** A child's drinking cup with handles and straw. */
export const sippyCup = (width: number, height: number, colour: string) =>
  each(
    [-1, 1],
    (side) =>
      `<path d="M${side * width * 0.42} ${-height * 0.62}q${side * width * 0.42} ${height * 0.04} ${side * width * 0.34} ${height * 0.26}q${side * -width * 0.04} ${height * 0.16} ${side * -width * 0.36} ${height * 0.12}" stroke="${darker(colour, 0.08)}" stroke-width="${width * 0.12}" fill="none" stroke-linecap="round"/>`,
  ) +
  `<path d="M${-width * 0.46} ${-height * 0.7}H${width * 0.46}L${width * 0.38} ${-height * 0.08}Q${width * 0.36} 0 ${width * 0.26} 0H${-width * 0.26}Q${-width * 0.36} 0 ${-width * 0.38} ${-height * 0.08}Z" fill="${roundBody(lighter(colour, 0.5))}"/>` +
  `<path d="M${-width * 0.41} ${-height * 0.36}Q0 ${-height * 0.42} ${width * 0.41} ${-height * 0.36}L${width * 0.38} ${-height * 0.08}Q${width * 0.36} 0 ${width * 0.26} 0H${-width * 0.26}Q${-width * 0.36} 0 ${-width * 0.38} ${-height * 0.08}Z" fill="${roundBody(lighter(colour, 0.2))}"/>` +
  `<path d="M${-width * 0.08} ${-height * 0.8}V${-height}h${width * 0.2}" stroke="${lighter(colour, 0.4)}" stroke-width="${width * 0.1}" fill="none" stroke-linecap="round" stroke-linejoin="round"/>` +
  `<rect x="${-width * 0.5}" y="${-height * 0.84}" width="${width}" height="${height * 0.17}" rx="14" fill="${roundBody(colour)}"/>`
