import { emojiCentred, type EmojiName } from './emoji.ts'
import { at, clip, darker, each, lighter, linear, roundBody, times } from './ink.ts'

/** Packs as shops have them. Every shape stands on 0,0 and grows upwards. */

/** The printed label of a pack: a panel, a picture, and bars where the small print would be. */
export const label = (width: number, height: number, picture: EmojiName, paper = '#fffaf2', print = '#7a5b46') => {
  const size = Math.min(width * 0.72, height * 0.6)
  return (
    `<rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" rx="${Math.min(width, height) * 0.09}" fill="${linear([paper, darker(paper, 0.06)], [0, 0, 1, 1])}"/>` +
    at(0, -height * 0.12, emojiCentred(picture, size)) +
    each(
      [
        [0.5, 0.27, 0.9],
        [0.34, 0.36, 0.5],
      ] as const,
      ([share, down, opacity]) =>
        `<rect x="${(-width * share) / 2}" y="${height * down - 3}" width="${width * share}" height="${Math.max(5, height * 0.04)}" rx="3" fill="${print}" opacity="${opacity * 0.7}"/>`,
    )
  )
}

/** A stand-up bag with a pressed seam on top. */
export const pouch = (width: number, height: number, colour: string, picture: EmojiName, paper?: string) => {
  const half = width / 2
  return (
    `<path d="M${-half * 0.92} ${-height}H${half * 0.92}C${half * 0.9} ${-height * 0.82} ${half * 1.06} ${-height * 0.5} ${half} ${-height * 0.06}Q${half * 0.9} 0 ${half * 0.7} 0H${-half * 0.7}Q${-half * 0.9} 0 ${-half} ${-height * 0.06}C${-half * 1.06} ${-height * 0.5} ${-half * 0.9} ${-height * 0.82} ${-half * 0.92} ${-height}Z" fill="${roundBody(colour)}"/>` +
    `<rect x="${-half * 0.92}" y="${-height}" width="${width * 0.92}" height="${height * 0.09}" fill="${linear([lighter(colour, 0.35), darker(colour, 0.12)])}"/>` +
    times(
      11,
      (index) =>
        `<rect x="${-half * 0.86 + index * width * 0.08}" y="${-height + 3}" width="3" height="${height * 0.09 - 6}" fill="${darker(colour, 0.3)}" opacity=".28"/>`,
    ) +
    at(0, -height * 0.46, label(width * 0.7, height * 0.56, picture, paper)) +
    `<path d="M${-half * 0.84} ${-height * 0.86}C${-half * 0.8} ${-height * 0.6} ${-half * 0.9} ${-height * 0.4} ${-half * 0.84} ${-height * 0.1}" stroke="#fff" stroke-opacity=".5" stroke-width="${width * 0.04}" fill="none" stroke-linecap="round"/>`
  )
}

/** A round tin with a lid and a band of print. */
export const tin = (
  width: number,
  height: number,
  colour: string,
  picture: EmojiName,
  lid = '#d9b46a',
  paper?: string,
) => {
  const half = width / 2
  const lidHeight = height * 0.16
  return (
    `<path d="M${-half} ${-height + lidHeight}V${-half * 0.12}a${half} ${half * 0.2} 0 0 0 ${width} 0V${-height + lidHeight}Z" fill="${roundBody(colour)}"/>` +
    at(0, -height * 0.44, label(width * 0.66, height * 0.56, picture, paper)) +
    `<path d="M${-half * 1.03} ${-height + 4}V${-height + lidHeight}a${half * 1.03} ${half * 0.2} 0 0 0 ${width * 1.03} 0V${-height + 4}Z" fill="${roundBody(lid)}"/>` +
    `<ellipse cy="${-height + 4}" rx="${half * 1.03}" ry="${half * 0.2}" fill="${linear([lighter(lid, 0.55), lid], [0, 0, 1, 1])}"/>` +
    `<ellipse cy="${-height + 2}" rx="${half * 0.8}" ry="${half * 0.14}" fill="none" stroke="${darker(lid, 0.2)}" stroke-opacity=".3" stroke-width="3"/>`
  )
}

/** A glass jar that shows what is in it. */
export const jar = (width: number, height: number, filling: string, lid: string, picture?: EmojiName, content = '') => {
  const half = width / 2
  const body = `M${-half} ${-height * 0.74}Q${-half} ${-height * 0.84} ${-half * 0.78} ${-height * 0.86}H${half * 0.78}Q${half} ${-height * 0.84} ${half} ${-height * 0.74}V${-height * 0.1}Q${half} 0 ${half * 0.76} 0H${-half * 0.76}Q${-half} 0 ${-half} ${-height * 0.1}Z`
  return (
    `<path d="${body}" fill="${roundBody(filling)}"/>` +
    `<g clip-path="${clip('jar', `<path d="${body}"/>`)}">${content}</g>` +
    `<path d="${body}" fill="#fff" opacity=".1"/>` +
    `<rect x="${-half * 0.84}" y="${-height * 0.98}" width="${width * 0.84}" height="${height * 0.15}" rx="8" fill="${roundBody(lid)}"/>` +
    (picture ? at(0, -height * 0.4, label(width * 0.62, height * 0.46, picture)) : '') +
    `<rect x="${-half * 0.84}" y="${-height * 0.76}" width="${width * 0.07}" height="${height * 0.58}" rx="${width * 0.035}" fill="#fff" opacity=".55"/>`
  )
}

/** A bottle with neck and cap: wine, oil, juice. */
export const bottle = (
  width: number,
  height: number,
  colour: string,
  cap: string,
  picture: EmojiName,
  { neck = 0.34, shoulder = 0.32, paper = '#fffaf2' } = {},
) => {
  const half = width / 2
  const n = half * neck
  const body = `M${-n} ${-height}H${n}V${-height * (1 - shoulder * 0.62)}C${n} ${-height * (1 - shoulder * 0.9)} ${half} ${-height * (1 - shoulder)} ${half} ${-height * (0.9 - shoulder)}V${-height * 0.04}Q${half} 0 ${half * 0.82} 0H${-half * 0.82}Q${-half} 0 ${-half} ${-height * 0.04}V${-height * (0.9 - shoulder)}C${-half} ${-height * (1 - shoulder)} ${-n} ${-height * (1 - shoulder * 0.9)} ${-n} ${-height * (1 - shoulder * 0.62)}Z`
  return (
    `<path d="${body}" fill="${roundBody(colour)}"/>` +
    `<rect x="${-n * 1.14}" y="${-height - 6}" width="${n * 2.28}" height="${height * 0.13}" rx="6" fill="${roundBody(cap)}"/>` +
    at(0, -height * 0.29, label(width * 0.84, height * 0.36, picture, paper)) +
    `<path d="M${-half * 0.72} ${-height * (0.86 - shoulder)}V${-height * 0.08}" stroke="#fff" stroke-opacity=".42" stroke-width="${width * 0.07}" stroke-linecap="round"/>`
  )
}

/** A drinks can. */
export const can = (width: number, height: number, colour: string, picture: EmojiName) => {
  const half = width / 2
  return (
    `<path d="M${-half * 0.86} ${-height}H${half * 0.86}L${half} ${-height * 0.92}V${-height * 0.07}L${half * 0.84} 0H${-half * 0.84}L${-half} ${-height * 0.07}V${-height * 0.92}Z" fill="${roundBody(colour)}"/>` +
    `<ellipse cy="${-height}" rx="${half * 0.86}" ry="${half * 0.2}" fill="${linear(['#f7f8fa', '#b9bec9'], [0, 0, 1, 1])}"/><ellipse cy="${-height}" rx="${half * 0.3}" ry="${half * 0.07}" fill="#8f95a3"/>` +
    `<path d="M${-half} ${-height * 0.3}Q0 ${-height * 0.16} ${half} ${-height * 0.34}V${-height * 0.2}Q0 ${-height * 0.04} ${-half} ${-height * 0.18}Z" fill="#fff" opacity=".5"/>` +
    at(0, -height * 0.56, emojiCentred(picture, width * 0.68))
  )
}

/** A lotion bottle with a pump. */
export const pumpBottle = (width: number, height: number, colour: string, picture: EmojiName, pump = '#ffffff') => {
  const half = width / 2
  return (
    `<path d="M-6 ${-height * 0.78}V${-height * 0.94}H${-half * 0.7}q-14 2 -12 20h10q0 -8 8 -8H${half * 0.26}q10 0 10 -12z" fill="${linear([lighter(pump, 0.4), darker(pump, 0.14)])}"/>` +
    `<rect x="${-half * 0.3}" y="${-height * 0.84}" width="${half * 0.6}" height="${height * 0.12}" rx="7" fill="${roundBody(pump)}"/>` +
    `<rect x="${-half}" y="${-height * 0.74}" width="${width}" height="${height * 0.74}" rx="${width * 0.2}" fill="${roundBody(colour)}"/>` +
    at(0, -height * 0.34, label(width * 0.66, height * 0.42, picture)) +
    `<path d="M${-half * 0.76} ${-height * 0.6}V${-height * 0.14}" stroke="#fff" stroke-opacity=".55" stroke-width="${width * 0.06}" stroke-linecap="round"/>`
  )
}

/** A squeeze tube standing on its cap. */
export const tube = (width: number, height: number, colour: string, cap: string, picture: EmojiName) => {
  const half = width / 2
  return (
    `<path d="M${-half * 1.05} ${-height}H${half * 1.05}L${half * 0.78} ${-height * 0.15}H${-half * 0.78}Z" fill="${roundBody(colour)}"/>` +
    `<rect x="${-half * 1.05}" y="${-height}" width="${width * 1.05}" height="${height * 0.07}" rx="3" fill="${linear([lighter(colour, 0.3), darker(colour, 0.12)])}"/>` +
    `<rect x="${-half * 0.72}" y="${-height * 0.16}" width="${half * 1.44}" height="${height * 0.16}" rx="7" fill="${roundBody(cap)}"/>` +
    at(0, -height * 0.58, emojiCentred(picture, width * 0.7)) +
    `<rect x="${-half * 0.4}" y="${-height * 0.36}" width="${half * 0.8}" height="7" rx="3" fill="#fff" opacity=".8"/><rect x="${-half * 0.26}" y="${-height * 0.31}" width="${half * 0.52}" height="6" rx="3" fill="#fff" opacity=".6"/>`
  )
}

/** A dropper bottle of frosted glass. */
export const dropper = (width: number, height: number, colour: string, collar = '#d8b26a') => {
  const half = width / 2
  return (
    `<path d="M-12 ${-height * 0.78}V${-height * 0.94}Q-12 ${-height} 0 ${-height}T12 ${-height * 0.94}V${-height * 0.78}Z" fill="${roundBody('#f4efe9')}"/>` +
    `<rect x="${-half * 0.46}" y="${-height * 0.8}" width="${half * 0.92}" height="${height * 0.12}" rx="5" fill="${roundBody(collar)}"/>` +
    `<rect x="${-half}" y="${-height * 0.69}" width="${width}" height="${height * 0.69}" rx="${width * 0.22}" fill="${roundBody(colour)}"/>` +
    `<rect x="${-half * 0.6}" y="${-height * 0.44}" width="${half * 1.2}" height="${height * 0.26}" rx="6" fill="#fff" opacity=".82"/><rect x="${-half * 0.34}" y="${-height * 0.36}" width="${half * 0.68}" height="6" rx="3" fill="${darker(colour, 0.4)}" opacity=".7"/><rect x="${-half * 0.22}" y="${-height * 0.29}" width="${half * 0.44}" height="5" rx="2" fill="${darker(colour, 0.4)}" opacity=".45"/>` +
    `<path d="M${-half * 0.78} ${-height * 0.56}V${-height * 0.14}" stroke="#fff" stroke-opacity=".6" stroke-width="${width * 0.06}" stroke-linecap="round"/>`
  )
}

/** A cream jar with a flat lid. */
export const creamJar = (width: number, height: number, colour: string, lid: string) => {
  const half = width / 2
  return (
    `<rect x="${-half}" y="${-height * 0.66}" width="${width}" height="${height * 0.66}" rx="${width * 0.14}" fill="${roundBody(colour)}"/>` +
    `<rect x="${-half * 1.02}" y="${-height}" width="${width * 1.02}" height="${height * 0.4}" rx="9" fill="${roundBody(lid)}"/>` +
    `<rect x="${-half * 0.4}" y="${-height * 0.4}" width="${half * 0.8}" height="6" rx="3" fill="${darker(colour, 0.4)}" opacity=".5"/>`
  )
}

/** A carton seen from its edge, with a printed front. */
export const carton = (width: number, height: number, colour: string, picture: EmojiName, paper?: string) => {
  const depth = width * 0.3
  return (
    `<path d="M${width / 2} ${-height}l${depth} ${-depth * 0.36}V${-depth * 0.36}L${width / 2} 0Z" fill="${linear([darker(colour, 0.14), darker(colour, 0.3)])}"/>` +
    `<path d="M${-width / 2} ${-height}l${depth} ${-depth * 0.36}h${width}l${-depth} ${depth * 0.36}Z" fill="${lighter(colour, 0.3)}"/>` +
    `<rect x="${-width / 2}" y="${-height}" width="${width}" height="${height}" fill="${linear([lighter(colour, 0.14), colour], [0, 0, 1, 1])}"/>` +
    at(0, -height * 0.48, label(width * 0.76, height * 0.74, picture, paper))
  )
}
