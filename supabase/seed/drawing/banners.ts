import { airFryer, smartWatch, speaker } from './appliances.ts'
import { emoji } from './emoji.ts'
import { basket, giftBox, standingBox, tissue } from './gifts.ts'
import { yogaMat, thermos } from './household.ts'
import { at, blur, darker, each, lighter, linear, mix, radial, scatter, stand, times } from './ink.ts'
import { bottle, can, tin } from './packaging.ts'
import { block, podium, sprig } from './furniture.ts'

/** Home page banners, 1200 × 520: the goods stand on the right, the left stays calm for the words the client lays over it. */

export const BANNER = { width: 1200, height: 520 }

const ground = (from: string, to: string, floor: string) =>
  `<rect width="1200" height="520" fill="${linear([from, to], [0, 0, 1, 0.6])}"/>` +
  `<path d="M0 440C300 396 520 452 760 420S1080 372 1200 400V520H0Z" fill="${linear([mix(floor, to, 0.25), floor])}"/>` +
  `<circle cx="880" cy="210" r="420" fill="${radial([
    [0, '#ffffff', 0.4],
    [1, '#ffffff', 0],
  ])}"/>`

const sparks = (colours: string[], seed: number, count = 22) => {
  const next = scatter(seed)
  return times(
    count,
    (index) =>
      `<circle cx="${(560 + next() * 620).toFixed(0)}" cy="${(20 + next() * 330).toFixed(0)}" r="${(2 + next() * 6).toFixed(1)}" fill="${colours[index % colours.length]}" opacity="${(0.4 + next() * 0.5).toFixed(2)}"/>`,
  )
}

const softRings = (colour: string) =>
  each(
    [150, 230, 310],
    (r, index) =>
      `<circle cx="60" cy="40" r="${r}" fill="none" stroke="${colour}" stroke-opacity="${0.16 - index * 0.04}" stroke-width="26"/>`,
  )

const stageAt = (x: number, y: number, radius: number, height: number, colour: string, tone: string) =>
  `<ellipse cx="${x + 20}" cy="${y + height + 6}" rx="${radius * 1.15}" ry="${radius * 0.2}" fill="${tone}" opacity=".3" filter="${blur(12)}"/>${at(x, y, podium(radius, height, colour))}`

/** Dark banners carry light words, the others dark ones; the names are those of the files. */
export const banners: Record<string, () => string> = {
  'xinghe-mid-autumn': () =>
    ground('#2b2468', '#5a4cc2', '#3a2f86') +
    softRings('#ffffff') +
    sparks(['#ffe9b8', '#ffffff'], 7) +
    `<circle cx="905" cy="200" r="168" fill="${radial(['#fff6d8', '#f7cf7d'], 0.38, 0.35, 0.75)}"/>` +
    at(690, 170, emoji('cloud', 130)) +
    at(1120, 130, emoji('cloud', 100)) +
    stageAt(900, 400, 250, 60, '#7d6fe0', '#140c40') +
    stand(820, 395, 190, standingBox(190, 210, '#b3303a', '#f0c878', 'rabbit')) +
    stand(985, 405, 130, emoji('mooncake', 165)) +
    stand(1060, 440, 90, emoji('mooncake', 115)) +
    stand(925, 430, 70, emoji('teacup', 105)) +
    at(1150, 330, emoji('lantern', 120)),
  'xinghe-digital-week': () =>
    ground('#e9e6fb', '#c9c2f5', '#b3a9ec') +
    softRings('#5b4fe9') +
    `<path d="M700 520V250a190 190 0 0 1 380 0V520Z" fill="${linear(['#a79bf0', '#dcd6fb'], [0, 0, 1, 1])}"/>` +
    stageAt(890, 410, 210, 70, '#d6cffa', '#241d55') +
    stand(860, 404, 170, emoji('headphones', 250)) +
    stand(1010, 412, 90, smartWatch(230, '#5b4fe9')) +
    stand(690, 470, 110, speaker(105, 160, '#7f78d8')) +
    stand(1120, 480, 150, airFryer(150, '#f6f2fb')),
  'xinghe-healthy-habits': () =>
    ground('#e2f2ea', '#bfe0cf', '#9ccfb4') +
    softRings('#2f8568') +
    `<circle cx="900" cy="220" r="180" fill="${linear(['#ffffff', '#8fd0b0'], [0, 0, 1, 1])}" opacity=".85"/>` +
    stand(870, 440, 300, yogaMat(310, 92, '#7f78d8')) +
    stand(1060, 456, 70, thermos(70, 210, '#3f9f7d')) +
    stand(920, 350, 160, emoji('sneaker', 190), { turn: -26 }) +
    stand(720, 470, 100, emoji('basketball', 120)) +
    at(640, 476, sprig(190, '#5f9a6a', 5), { turn: -10 }) +
    at(1150, 470, emoji('lotus', 110)),
  'changfeng-cool-summer': () =>
    ground('#d8f3f4', '#8fd6dc', '#5fbcc6') +
    softRings('#0f7c86') +
    `<circle cx="1010" cy="130" r="74" fill="${radial(['#fff3c4', '#ffd166'], 0.4, 0.35, 0.75)}"/>` +
    at(760, 412, block(180, 100, '#c6eef1')) +
    stand(760, 404, 80, can(92, 176, '#f7a8bd', 'peach')) +
    stand(890, 452, 90, can(108, 206, '#8fd3e6', 'grapes')) +
    stand(1000, 446, 80, bottle(84, 250, '#ff9d2e', '#4f9a4a', 'orange', { neck: 0.46 })) +
    stand(1110, 470, 130, emoji('watermelon', 160)) +
    stand(690, 480, 70, emoji('ice', 90)) +
    stand(820, 490, 60, emoji('ice', 70)) +
    sparks(['#ffffff'], 15, 16),
  'changfeng-reunion': () =>
    ground('#f28c3a', '#f7b45c', '#e0762a') +
    softRings('#ffffff') +
    `<circle cx="900" cy="200" r="165" fill="${radial(['#fffbe9', '#ffe3a1'], 0.4, 0.35, 0.75)}"/>` +
    at(880, 356, tissue(260, '#ffe3b8')) +
    at(810, 350, emoji('pear', 110)) +
    at(900, 330, emoji('pineapple', 150)) +
    at(980, 352, emoji('apple', 110)) +
    stand(890, 452, 320, basket(320, 112, '#d99a4e')) +
    stand(1085, 462, 120, tin(110, 160, '#0f7c86', 'blossom')) +
    stand(690, 470, 120, giftBox(120, 104, '#0f7c86', '#ffe9b8')) +
    stand(1010, 492, 80, emoji('mooncake', 96)) +
    at(640, 180, emoji('lantern', 90)),
  'changfeng-on-the-road': () =>
    ground('#e6f4f4', '#b6e0e2', '#8a9aa8') +
    `<path d="M560 440C640 300 740 330 820 260S1010 180 1200 270V440Z" fill="${linear(['#9fd3c9', '#d0ebe4'])}"/>` +
    `<path d="M0 452H1200V520H0Z" fill="${linear([darker('#8a9aa8', 0.1), lighter('#8a9aa8', 0.1)])}"/>` +
    times(
      7,
      (index) => `<rect x="${40 + index * 180}" y="484" width="90" height="8" rx="4" fill="#fff" opacity=".8"/>`,
    ) +
    stand(850, 470, 230, emoji('truck', 300)) +
    at(1070, 462, emoji('pine', 170)) +
    stand(1090, 486, 110, emoji('parcel', 120)) +
    stand(680, 482, 66, emoji('parcel', 80)) +
    at(1080, 130, emoji('cloud', 130)) +
    at(690, 170, emoji('cloud', 100)),
}
