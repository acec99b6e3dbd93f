import { emoji, emojiCentred } from '../emoji.ts'
import { giftBox } from '../gifts.ts'
import { brick, sippyCup, softPack } from '../household.ts'
import { at, each, lay, linear, stand, times } from '../ink.ts'
import { carton } from '../packaging.ts'
import { block, stage } from '../furniture.ts'
import { arch, bokeh, disc, drift, flutes, hills, studio, tableTop, waves, windowLight } from '../stage.ts'
import { type Scenes, tones } from './scene.ts'

const sunny = tones('#fff0c9', '#ffdf9a', '#ffc24f', '#6b4608')
const sky = tones('#cfe8f9', '#a9d4f2', '#6fb3e3', '#123f66')
const cocoa = tones('#f7e3d1', '#e9c5a3', '#d99a66', '#5a3218')
const mint = tones('#d5f0e4', '#b0e0cc', '#78c8a8', '#14493a')
const baby = tones('#fde3ea', '#f9c9d6', '#f29fb5', '#6b2440')
const story = tones('#e2dcf7', '#cbc0f0', '#a391e0', '#2c2160')

const rainbow = ['#ef5f5f', '#f7a13d', '#f7d24a', '#5fc07a', '#4f9fe0', '#9a78d8']

export const family: Scenes = {
  'building-bricks': [
    () =>
      studio(sunny) +
      at(160, 590, block(200, 90, '#ffe3a8')) +
      stand(420, 710, 360, brick(5, '#4f9fe0', 76)) +
      at(382, 634, brick(4, '#f7d24a', 76)) +
      at(458, 558, brick(4, '#ef5f5f', 76)) +
      at(420, 482, brick(3, '#5fc07a', 76)) +
      at(458, 406, brick(2, '#9a78d8', 76)) +
      stand(160, 583, 140, emoji('rocket', 220)) +
      stand(690, 730, 100, brick(2, '#f7a13d', 60)) +
      stand(130, 750, 100, brick(2, '#9a78d8', 60)),
    () =>
      tableTop(sunny, 'dots') +
      times(12, (index) =>
        lay(
          130 + (index % 4) * 180,
          210 + Math.floor(index / 4) * 230,
          brick(2 + (index % 2), rainbow[index % 6] ?? '#4f9fe0', 66),
          { turn: ((index * 47) % 70) - 30 },
        ),
      ),
    () =>
      bokeh(sunny, 6) +
      stand(260, 720, 300, carton(280, 320, '#4f9fe0', 'rocket', '#fff6dc')) +
      stand(580, 730, 220, brick(3, '#ef5f5f', 74)) +
      at(580, 656, brick(2, '#f7d24a', 74)),
  ],
  'plush-bear': [
    () =>
      arch(cocoa, 400, 480, 80) +
      stage(400, 670, 240, 80, '#f3d6bb', '#4a2810') +
      stand(400, 668, 280, emoji('bear', 420)) +
      at(640, 330, emoji('balloon', 170)) +
      stand(160, 740, 150, giftBox(150, 130, '#e58a7a', '#fff1e4')),
    () =>
      flutes(baby) +
      stand(230, 680, 180, emoji('bear', 260)) +
      stand(570, 680, 260, emoji('bear', 380)) +
      stand(400, 740, 130, emoji('bear', 170)),
  ],
  'picture-books': [
    () =>
      windowLight(story) +
      stand(300, 690, 320, emoji('books', 380)) +
      stand(590, 710, 220, emoji('book', 270)) +
      at(620, 470, emoji('sparkles', 120)) +
      at(200, 300, emoji('fox', 150)) +
      at(420, 260, emoji('whale', 150)),
    () =>
      tableTop(story, 'checks') +
      lay(400, 430, emojiCentred('book', 480), { turn: -6, lift: 22 }) +
      lay(150, 150, emojiCentred('dinosaur', 200)) +
      lay(650, 150, emojiCentred('fox', 170)) +
      lay(140, 680, emojiCentred('crayon', 160)) +
      lay(680, 670, emojiCentred('panda', 170)),
  ],
  'baby-wipes': [
    () =>
      disc(sky, 400, 330, 240) +
      at(400, 620, block(420, 110, '#c3e2f5')) +
      stand(400, 612, 320, softPack(340, 190, '#8fc7ea')) +
      stand(180, 740, 170, softPack(190, 110, '#f5b7c8')) +
      stand(640, 740, 120, emoji('drop', 140)) +
      at(640, 330, emoji('cloud', 160)),
    () =>
      tableTop(sky, 'linen') +
      each(
        [
          [300, 290, '#8fc7ea'],
          [470, 500, '#a9dcc4'],
          [300, 710, '#f5b7c8'],
        ] as const,
        ([x, y, colour], index) => lay(x, y, softPack(380, 200, colour), { turn: index === 1 ? 5 : -5, lift: 16 }),
      ) +
      lay(690, 150, emojiCentred('baby', 170)) +
      lay(690, 690, emojiCentred('socks', 160)),
  ],
  'straw-cup': [
    () =>
      studio(mint) +
      stage(400, 650, 200, 90, '#c5ecdc', '#0f4032') +
      stand(400, 646, 170, sippyCup(190, 320, '#4fb894')) +
      stand(640, 720, 150, emoji('dinosaur', 210)) +
      stand(150, 720, 130, emoji('orange', 140)) +
      drift(8, ['#ffffff'], 41, 90, 380),
    () =>
      waves(tones('#ffe3c9', '#ffcf9f', '#ff9f5f', '#6b3408')) +
      each(
        [
          [190, '#f08a6a'],
          [400, '#4fb894'],
          [610, '#5f9fe0'],
        ] as const,
        ([x, colour], index) => stand(x, 690 + (index % 2) * 24, 140, sippyCup(160, 290, colour)),
      ),
  ],
  'kids-scooter': [
    () =>
      hills(tones('#cfeaf7', '#b5dc9a', '#fff0b8', '#2a4a20')) +
      stand(390, 710, 320, emoji('scooter', 480)) +
      at(660, 350, emoji('kite', 190)) +
      stand(680, 730, 120, emoji('football', 130)) +
      at(110, 690, emoji('tulip', 130)),
    () =>
      `<rect width="800" height="800" fill="${linear(['#9aa6b8', '#7a879c'], [0, 0, 1, 1])}"/>` +
      times(
        6,
        (index) =>
          `<rect x="${index % 2 ? 420 : 140}" y="${index * 140 - 20}" width="240" height="100" rx="16" fill="${rainbow[index]}" opacity=".55"/>`,
      ) +
      lay(400, 420, emojiCentred('scooter', 520), { turn: -12, lift: 26 }) +
      lay(680, 140, emojiCentred('cap', 170)),
    () => bokeh(mint, 23) + stand(400, 770, 430, emoji('scooter', 600)),
  ],
}
