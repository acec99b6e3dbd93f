import { emojiCentred, type EmojiName } from './emoji.ts'
import { at, darker, dropShadow, each, lighter, linear, times } from './ink.ts'

/** Category icons and company marks, on square canvases. */

export const ICON = 192
export const LOGO = 256

const icon = (colour: string, back: EmojiName, front: EmojiName) => () =>
  `<rect width="192" height="192" rx="56" fill="${linear([lighter(colour, 0.5), colour], [0, 0, 1, 1])}"/>` +
  `<circle cx="52" cy="44" r="70" fill="#fff" opacity=".28"/>` +
  `<g filter="${dropShadow(darker(colour, 0.6), 0.35, 7)}">${at(124, 74, emojiCentred(back, 84), { turn: 10 })}${at(84, 108, emojiCentred(front, 122))}</g>`

export const categoryIcons: Record<string, () => string> = {
  'festival-gifts': icon('#f8cfa9', 'lantern', 'mooncake'),
  'fresh-food': icon('#cfe6b8', 'carrot', 'apple'),
  'tea-drinks': icon('#c8e4d4', 'leaves', 'teapot'),
  'digital-appliances': icon('#cfcbf5', 'phone', 'headphones'),
  'home-living': icon('#f3dcc4', 'plant', 'sofa'),
  'sports-outdoors': icon('#bfe1ee', 'tent', 'sneaker'),
  'beauty-care': icon('#f8cdd6', 'blossom', 'lipstick'),
  'mother-family': icon('#fde3a7', 'balloon', 'bear'),
}

/** 星河: a planet's ring round four stars, in indigo. */
const xinghe = () =>
  `<rect width="256" height="256" rx="60" fill="${linear(['#7a6cf5', '#4334c4'], [0, 0, 1, 1])}"/>` +
  `<ellipse cx="128" cy="132" rx="96" ry="38" transform="rotate(-24 128 132)" fill="none" stroke="#fff" stroke-opacity=".9" stroke-width="11"/>` +
  `<circle cx="128" cy="132" r="52" fill="${linear(['#ffffff', '#cfc8ff'], [0, 0, 1, 1])}"/>` +
  `<path d="M41 171A96 38 -24 0 0 215 93" fill="none" stroke="#fff" stroke-width="11" stroke-linecap="round"/>` +
  each(
    [
      [196, 54, 13],
      [58, 66, 8],
      [206, 190, 7],
    ] as const,
    ([x, y, r]) =>
      `<path d="M${x} ${y - r}Q${x} ${y} ${x + r} ${y}Q${x} ${y} ${x} ${y + r}Q${x} ${y} ${x - r} ${y}Q${x} ${y} ${x} ${y - r}Z" fill="#ffe08a" stroke="#ffe08a" stroke-width="4" stroke-linejoin="round"/>`,
  )

/** 长风: three gusts that carry a sail, in teal. */
const changfeng = () =>
  `<rect width="256" height="256" rx="60" fill="${linear(['#17a2ab', '#0a5f6b'], [0, 0, 1, 1])}"/>` +
  `<path d="M140 44C196 74 214 128 204 178H140Z" fill="#ffb454"/><path d="M126 70C88 98 72 140 74 178H126Z" fill="#fff" opacity=".95"/>` +
  times(
    3,
    (index) =>
      `<path d="M${44 + index * 14} ${198 + index * 15}q42 -17 84 0t${84 - index * 28} 0" fill="none" stroke="#fff" stroke-opacity="${0.95 - index * 0.28}" stroke-width="9" stroke-linecap="round"/>`,
  )

export const logos: Record<string, () => string> = { xinghe, changfeng }
