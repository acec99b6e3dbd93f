import { breeze, hairDryer, toothbrush } from '../appliances.ts'
import { emoji, emojiCentred } from '../emoji.ts'
import { giftBox } from '../gifts.ts'
import { towels } from '../household.ts'
import { at, each, lay, linear, stand } from '../ink.ts'
import { creamJar, dropper, pumpBottle, tube } from '../packaging.ts'
import { block, drape, plateTop, sprig, stage } from '../furniture.ts'
import { arch, bokeh, disc, drift, flutes, studio, tableTop, windowLight } from '../stage.ts'
import { type Scenes, tones } from './scene.ts'

const blush = tones('#f9dfe0', '#f0c1c4', '#e59aa3', '#5f2433')
const rose = tones('#f3c9cf', '#dc8f9d', '#f7d9c9', '#561626')
const aqua = tones('#d6ecef', '#b1d8de', '#7fbcc8', '#174450')
const violet = tones('#e8dcf3', '#d0bce6', '#b292d6', '#3c2158')
const bath = tones('#e4ecdc', '#c9d9ba', '#a0bd86', '#31461f')
const peach = tones('#ffe4d3', '#fbc9ad', '#f59f7a', '#6d2f18')

export const beauty: Scenes = {
  'amino-skincare': [
    () =>
      arch(blush, 400, 480, 80) +
      at(270, 610, block(210, 120, '#f7d3d4')) +
      stand(270, 602, 110, dropper(120, 260, '#f0b9b4')) +
      stand(420, 690, 120, pumpBottle(130, 320, '#f7ece6', 'blossom')) +
      stand(590, 710, 160, creamJar(180, 120, '#fff6f1', '#d9a58f')) +
      at(140, 720, sprig(230, '#a9b98f', 4), { turn: -14 }),
    () =>
      tableTop(blush, 'stone') +
      lay(400, 400, plateTop(270, '#fff7f4')) +
      lay(310, 540, dropper(120, 290, '#f0b9b4'), { turn: -14 }) +
      lay(520, 430, creamJar(200, 140, '#fff6f1', '#d9a58f')) +
      lay(490, 600, tube(110, 250, '#fbe3de', '#d9a58f', 'blossom'), { turn: 70 }) +
      lay(130, 130, emojiCentred('blossom', 170)) +
      lay(690, 690, emojiCentred('blossom', 130), { turn: 40 }),
  ],
  'velvet-lipstick': [
    () =>
      disc(rose, 400, 330, 250) +
      stage(400, 660, 230, 90, '#eeb3bb', '#4a1020') +
      stand(310, 655, 110, emoji('lipstick', 300)) +
      stand(480, 664, 110, emoji('lipstick', 240)) +
      stand(650, 730, 150, emoji('rose', 190), { turn: 30 }) +
      stand(140, 730, 130, emoji('mirror', 190)),
    () =>
      tableTop(rose, 'linen') +
      lay(
        400,
        400,
        `<rect x="-260" y="-190" width="520" height="380" rx="24" fill="${linear(['#8f2a3f', '#6a1a2d'], [0, 0, 1, 1])}"/><rect x="-236" y="-166" width="472" height="332" rx="16" fill="#f7dfd6"/>`,
        { lift: 20, turn: -6 },
      ) +
      each([250, 400, 550], (x, index) => lay(x, 420 - index * 16, emojiCentred('lipstick', 250), { turn: -6 })) +
      lay(680, 690, emojiCentred('rose', 170)) +
      lay(120, 120, emojiCentred('nailPolish', 150)),
  ],
  'sonic-toothbrush': [
    () =>
      flutes(aqua) +
      stage(400, 670, 240, 70, '#cfe8ec', '#123c48') +
      stand(310, 664, 60, toothbrush(440, '#4f9fb0')) +
      stand(490, 664, 60, toothbrush(440, '#f0a99a')) +
      drift(10, ['#ffffff'], 51, 80, 420),
    () =>
      tableTop(aqua, 'dots') +
      lay(310, 680, toothbrush(560, '#4f9fb0'), { turn: -16 }) +
      lay(520, 690, toothbrush(560, '#2e3f66'), { turn: 12 }) +
      lay(120, 160, emojiCentred('drop', 130)) +
      lay(690, 150, emojiCentred('herb', 180)),
  ],
  'ionic-hair-dryer': [
    () =>
      disc(violet, 430, 320, 240) +
      stage(440, 680, 190, 60, '#dccaf0', '#2c1646') +
      stand(380, 676, 120, hairDryer(470, '#9a78cc')) +
      at(150, 350, breeze(150)),
    () =>
      windowLight(violet) +
      stand(250, 700, 110, hairDryer(360, '#f1e9f8')) +
      stand(540, 700, 110, hairDryer(330, '#5b4488')) +
      stand(400, 750, 80, emoji('comb', 130)),
  ],
  'herbal-bath-set': [
    () =>
      studio(bath) +
      at(600, 610, block(230, 110, '#a9c193')) +
      stand(240, 690, 150, pumpBottle(160, 390, '#7fa06a', 'herb')) +
      stand(420, 700, 150, pumpBottle(160, 350, '#f3efe2', 'lotus')) +
      stand(600, 602, 190, towels(210, ['#f7f3e8', '#c4d3ad', '#f7f3e8'])) +
      stand(640, 740, 120, emoji('soap', 140)),
    () =>
      tableTop(bath, 'wood') +
      lay(260, 660, pumpBottle(180, 430, '#7fa06a', 'herb'), { lift: 18 }) +
      lay(500, 660, pumpBottle(180, 430, '#f3efe2', 'lotus'), { lift: 18 }) +
      lay(690, 300, emojiCentred('herb', 200), { turn: 30 }) +
      lay(690, 640, emojiCentred('soap', 150)),
  ],
  'hand-cream-trio': [
    () =>
      studio(peach) +
      drape('#f9b597', 610) +
      each(
        [
          [220, '#f7b7c2', 'peach'],
          [400, '#c9b2e6', 'tulip'],
          [580, '#b9d69a', 'lemon'],
        ] as const,
        ([x, colour, fruit], index) =>
          stand(x, 690 - (index === 1 ? 16 : 0), 120, tube(140, 350, colour, '#fff4ea', fruit)),
      ),
    () =>
      bokeh(peach, 19) +
      stand(270, 700, 260, giftBox(280, 240, '#f08f72', '#fff1e4')) +
      stand(500, 710, 90, tube(110, 280, '#f7b7c2', '#fff4ea', 'peach')) +
      stand(620, 720, 90, tube(110, 280, '#c9b2e6', '#fff4ea', 'tulip')) +
      stand(400, 760, 110, emoji('tulip', 130), { turn: 40 }),
  ],
}
