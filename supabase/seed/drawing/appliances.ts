import { darker, each, lighter, linear, radial, roundBody, times } from './ink.ts'

/** Small electric things. All stand on 0,0. */

export const powerBank = (width: number, height: number, colour: string) =>
  `<rect x="${-width / 2}" y="${-height}" width="${width}" height="${height}" rx="${width * 0.18}" fill="${roundBody(colour)}"/>` +
  `<rect x="${-width / 2 + 8}" y="${-height + 8}" width="${width - 16}" height="${height - 16}" rx="${width * 0.15}" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="3"/>` +
  `<rect x="${-width * 0.28}" y="${-height * 0.86}" width="${width * 0.56}" height="${height * 0.2}" rx="14" fill="#141627"/>` +
  times(
    4,
    (index) =>
      `<rect x="${-width * 0.2 + index * width * 0.105}" y="${-height * 0.8}" width="${width * 0.075}" height="${height * 0.08}" rx="4" fill="${index < 3 ? '#6ff0b8' : '#3b4260'}"/>`,
  ) +
  `<circle cy="${-height * 0.16}" r="${width * 0.05}" fill="${lighter(colour, 0.5)}" opacity=".8"/>`

export const cable = (colour: string) =>
  `<path d="M0 0C60 10 90 60 40 90S-90 120 -50 170S120 150 170 190" stroke="${darker(colour, 0.1)}" stroke-width="13" fill="none" stroke-linecap="round"/><path d="M0 -3C60 7 90 57 40 87S-90 117 -50 167S120 147 170 187" stroke="${lighter(colour, 0.35)}" stroke-width="4" fill="none" stroke-linecap="round"/>`

export const airFryer = (width: number, colour: string) => {
  const h = width * 1.14
  return (
    `<path d="M${-width / 2} ${-h * 0.12}V${-h * 0.62}Q${-width / 2} ${-h} 0 ${-h}T${width / 2} ${-h * 0.62}V${-h * 0.12}Q${width / 2} 0 ${width * 0.4} 0H${-width * 0.4}Q${-width / 2} 0 ${-width / 2} ${-h * 0.12}Z" fill="${roundBody(colour)}"/>` +
    `<path d="M${-width * 0.3} ${-h * 0.66}Q${-width * 0.3} ${-h * 0.9} 0 ${-h * 0.9}T${width * 0.3} ${-h * 0.66}Z" fill="${linear(['#2c2f45', '#15172a'])}"/>` +
    each(
      [-0.17, -0.06, 0.08] as const,
      (share, index) =>
        `<rect x="${width * share}" y="${-h * 0.82}" width="${width * 0.07}" height="${h * 0.085}" rx="6" fill="none" stroke="${index < 2 ? '#7fe0ff' : '#ffb36b'}" stroke-width="5"/>`,
    ) +
    `<rect x="${-width * 0.46}" y="${-h * 0.54}" width="${width * 0.92}" height="${h * 0.44}" rx="${width * 0.08}" fill="${roundBody(darker(colour, 0.1))}"/>` +
    `<rect x="${-width * 0.28}" y="${-h * 0.46}" width="${width * 0.56}" height="${h * 0.19}" rx="12" fill="${linear(['#5a3a22', '#2c1a12'])}"/><ellipse cy="${-h * 0.33}" rx="${width * 0.2}" ry="${h * 0.05}" fill="#ffb45a" opacity=".55"/>` +
    `<rect x="${-width * 0.12}" y="${-h * 0.24}" width="${width * 0.24}" height="${h * 0.15}" rx="${width * 0.06}" fill="${linear(['#4a4d63', '#1d1f33'])}"/>` +
    `<path d="M${-width * 0.4} ${-h * 0.66}Q${-width * 0.4} ${-h * 0.86} ${-width * 0.24} ${-h * 0.93}" stroke="#fff" stroke-opacity=".6" stroke-width="10" fill="none" stroke-linecap="round"/>`
  )
}

/** A fabric loudspeaker. */
export const speaker = (width: number, height: number, colour: string) =>
  `<rect x="${-width / 2}" y="${-height}" width="${width}" height="${height}" rx="${width * 0.34}" fill="${roundBody(colour)}"/>` +
  times(9, (row) =>
    times(8, (column) => {
      const x = -width * 0.36 + column * width * 0.103 + (row % 2) * width * 0.05
      const y = -height * 0.76 + row * height * 0.072
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(width * 0.017).toFixed(1)}" fill="${darker(colour, 0.45)}" opacity=".55"/>`
    }),
  ) +
  `<ellipse cy="${-height * 0.93}" rx="${width * 0.34}" ry="${height * 0.05}" fill="${lighter(colour, 0.3)}"/><ellipse cy="${-height * 0.93}" rx="${width * 0.22}" ry="${height * 0.03}" fill="none" stroke="#8fe3ff" stroke-width="5"/>` +
  `<rect x="${-width * 0.1}" y="${-height * 0.12}" width="${width * 0.2}" height="9" rx="4" fill="#fff" opacity=".75"/>`

export const deskLamp = (height: number, colour: string) =>
  `<path d="M${-height * 0.42} ${-height * 0.86}L${height * 0.14} ${-height * 0.1}L${-height * 0.86} ${-height * 0.1}Z" fill="${linear(
    [
      [0, '#fff2c4', 0.75],
      [1, '#fff2c4', 0],
    ],
  )}"/>` +
  `<ellipse rx="${height * 0.22}" ry="${height * 0.055}" cy="-6" fill="${roundBody(darker(colour, 0.1))}"/><ellipse rx="${height * 0.22}" ry="${height * 0.05}" cy="-16" fill="${linear([lighter(colour, 0.5), colour])}"/>` +
  `<path d="M0 -18L${height * 0.2} ${-height * 0.54}L${-height * 0.18} ${-height * 0.94}" stroke="${darker(colour, 0.12)}" stroke-width="${height * 0.042}" fill="none" stroke-linecap="round" stroke-linejoin="round"/><path d="M-3 -18L${height * 0.19} ${-height * 0.54}L${-height * 0.19} ${-height * 0.94}" stroke="${lighter(colour, 0.5)}" stroke-width="${height * 0.012}" fill="none" stroke-linecap="round"/>` +
  `<circle cx="${height * 0.2}" cy="${-height * 0.54}" r="${height * 0.045}" fill="${radial([lighter(colour, 0.6), darker(colour, 0.2)], 0.35, 0.3, 0.8)}"/>` +
  `<g transform="translate(${-height * 0.3} ${-height * 0.88}) rotate(-24)"><rect x="${-height * 0.26}" y="${-height * 0.05}" width="${height * 0.5}" height="${height * 0.09}" rx="${height * 0.045}" fill="${linear([lighter(colour, 0.4), darker(colour, 0.1)])}"/><rect x="${-height * 0.22}" y="${height * 0.03}" width="${height * 0.42}" height="${height * 0.02}" rx="6" fill="#fff6cf"/></g>`

export const toothbrush = (height: number, colour: string) => {
  const w = height * 0.13
  return (
    `<rect x="${-w * 0.16}" y="${-height * 0.86}" width="${w * 0.32}" height="${height * 0.36}" fill="${roundBody('#eef1f6')}"/>` +
    `<rect x="${-w * 0.3}" y="${-height}" width="${w * 0.6}" height="${height * 0.16}" rx="${w * 0.28}" fill="${roundBody('#f6f8fb')}"/>` +
    times(
      4,
      (index) =>
        `<rect x="${-w * 0.62}" y="${-height * 0.985 + index * height * 0.034}" width="${w * 0.4}" height="${height * 0.024}" rx="3" fill="${index % 2 ? '#ffffff' : lighter(colour, 0.3)}"/>`,
    ) +
    `<path d="M${-w * 0.34} ${-height * 0.52}H${w * 0.34}L${w / 2} ${-height * 0.42}V${-height * 0.03}Q${w / 2} 0 ${w * 0.36} 0H${-w * 0.36}Q${-w / 2} 0 ${-w / 2} ${-height * 0.03}V${-height * 0.42}Z" fill="${roundBody(colour)}"/>` +
    `<circle cy="${-height * 0.34}" r="${w * 0.22}" fill="${lighter(colour, 0.5)}"/>` +
    times(
      3,
      (index) => `<circle cy="${-height * (0.24 - index * 0.045)}" r="4" fill="#fff" opacity="${index ? 0.5 : 1}"/>`,
    )
  )
}

export const hairDryer = (size: number, colour: string) =>
  `<path d="M${-size * 0.02} ${-size * 0.5}L${size * 0.06} -14Q${size * 0.07} 0 ${size * 0.13} 0H${size * 0.2}Q${size * 0.27} 0 ${size * 0.26} -14L${size * 0.22} ${-size * 0.52}Z" fill="${roundBody(darker(colour, 0.06))}"/>` +
  `<circle cx="${size * 0.14}" cy="${-size * 0.3}" r="${size * 0.025}" fill="#fff" opacity=".85"/><circle cx="${size * 0.15}" cy="${-size * 0.2}" r="${size * 0.025}" fill="#fff" opacity=".5"/>` +
  `<path d="M${-size * 0.5} ${-size * 0.82}L${size * 0.16} ${-size * 0.9}Q${size * 0.44} ${-size * 0.88} ${size * 0.44} ${-size * 0.66}T${size * 0.16} ${-size * 0.42}L${-size * 0.5} ${-size * 0.5}Z" fill="${linear([lighter(colour, 0.42), colour, darker(colour, 0.24)])}"/>` +
  `<ellipse cx="${-size * 0.5}" cy="${-size * 0.66}" rx="${size * 0.06}" ry="${size * 0.16}" fill="${linear(['#4b4560', '#1f1a33'])}"/>` +
  `<circle cx="${size * 0.2}" cy="${-size * 0.66}" r="${size * 0.15}" fill="${radial([lighter(colour, 0.7), darker(colour, 0.05)], 0.35, 0.3, 0.8)}"/><circle cx="${size * 0.2}" cy="${-size * 0.66}" r="${size * 0.07}" fill="${darker(colour, 0.34)}" opacity=".65"/>` +
  `<path d="M${-size * 0.4} ${-size * 0.77}L${size * 0.1} ${-size * 0.83}" stroke="#fff" stroke-opacity=".6" stroke-width="9" stroke-linecap="round"/>`

/** Moving air in front of the dryer. */
export const breeze = (length: number, colour = '#ffffff') =>
  each(
    [0, 1, 2],
    (index) =>
      `<path d="M0 ${index * 34}q${-length * 0.25} ${-18 + index * 10} ${-length * 0.5} 0t${-length * 0.5} 0" stroke="${colour}" stroke-opacity="${0.85 - index * 0.2}" stroke-width="7" fill="none" stroke-linecap="round"/>`,
  )

/** A smart watch with a round face and its strap. */
export const smartWatch = (size: number, strap: string, face = '#15172b') => {
  const r = size * 0.27
  return (
    `<path d="M${-r * 0.62} ${-size}H${r * 0.62}L${r * 0.8} ${-size * 0.7}H${-r * 0.8}Z" fill="${roundBody(strap)}"/><path d="M${-r * 0.8} ${-size * 0.3}H${r * 0.8}L${r * 0.62} 0H${-r * 0.62}Z" fill="${roundBody(strap)}"/>` +
    `<rect x="${r * 0.9}" y="${-size * 0.55}" width="${r * 0.26}" height="${size * 0.09}" rx="6" fill="#8d93a6"/>` +
    `<circle cy="${-size / 2}" r="${r * 1.08}" fill="${linear(['#eef0f6', '#8a90a4'], [0, 0, 1, 1])}"/><circle cy="${-size / 2}" r="${r * 0.96}" fill="${face}"/>` +
    each(
      [
        [0.78, '#ff5f7e', 0.8],
        [0.62, '#6ff0b8', 0.62],
        [0.46, '#6fc3ff', 0.74],
      ] as const,
      ([share, colour, turn]) => {
        const length = 2 * Math.PI * r * share
        return `<circle cy="${-size / 2}" r="${r * share}" fill="none" stroke="${colour}" stroke-opacity=".2" stroke-width="${r * 0.11}"/><circle transform="rotate(-90 0 ${-size / 2})" cy="${-size / 2}" r="${r * share}" fill="none" stroke="${colour}" stroke-width="${r * 0.11}" stroke-linecap="round" stroke-dasharray="${length * turn} ${length}"/>`
      },
    ) +
    `<path d="M${-r * 0.16} ${-size / 2}l${r * 0.12} ${r * 0.14}l${r * 0.24} ${-r * 0.28}" stroke="#fff" stroke-width="${r * 0.08}" fill="none" stroke-linecap="round" stroke-linejoin="round"/>`
  )
}

/** A compact keyboard with coloured keys. */
export const keyboard = (width: number, body: string, keys: string[]) => {
  const h = width * 0.4
  const unit = width / 14.4
  return (
    `<rect x="${-width / 2}" y="${-h}" width="${width}" height="${h}" rx="${width * 0.035}" fill="${linear([lighter(body, 0.2), body, darker(body, 0.2)], [0, 0, 1, 1])}"/>` +
    times(5, (row) => {
      const wide = row === 4
      const count = wide ? 8 : 13
      return times(count, (column) => {
        const w = wide ? (column === 3 ? unit * 5.2 : unit * 1.1) : unit
        const x =
          -width / 2 +
          unit * 0.7 +
          (wide ? (column > 3 ? column - 1 : column) * unit * 1.1 + (column > 3 ? unit * 5.3 : 0) : column * unit)
        const y = -h + unit * 0.5 + row * unit
        const key = keys[(row * 3 + column * 2) % 7 === 0 ? 1 : (column + row) % 9 === 0 ? 2 : 0] ?? '#ffffff'
        return `<rect x="${(x + 2).toFixed(1)}" y="${(y + 4).toFixed(1)}" width="${(w - 4).toFixed(1)}" height="${(unit - 4).toFixed(1)}" rx="6" fill="${darker(key, 0.3)}"/><rect x="${(x + 3).toFixed(1)}" y="${(y + 1).toFixed(1)}" width="${(w - 6).toFixed(1)}" height="${(unit - 8).toFixed(1)}" rx="5" fill="${linear([lighter(key, 0.3), key])}"/>`
      })
    })
  )
}
