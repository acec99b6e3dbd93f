import { emoji, emojiCentred } from '../emoji.ts'
import { standingBox, trayTop } from '../gifts.ts'
import { at, each, lay, linear, stand, times } from '../ink.ts'
import { bottle, can, carton, pouch, tin } from '../packaging.ts'
import { block, plateTop, sprig, stage } from '../furniture.ts'
import { arch, bokeh, disc, drift, flutes, hills, studio, tableTop, windowLight } from '../stage.ts'
import { type Scenes, tones } from './scene.ts'

const sage = tones('#d4e2cf', '#b4c9ab', '#86a97b', '#223d28')
const rock = tones('#e7cdb4', '#cfa682', '#b3623a', '#4a2012')
const roast = tones('#ead8c6', '#cfae8d', '#9a6a48', '#38200f')
const citrus = tones('#ffe7b8', '#ffd27a', '#ffa63d', '#8a4a08')
const wine = tones('#7a2f48', '#5c2136', '#d98a8a', '#22060f')
const fizz = tones('#d3eef5', '#a9dcea', '#76c7df', '#0f5068')

export const drinks: Scenes = {
  'spring-green-tea': [
    () =>
      hills(tones('#d6ebe4', '#a7c98b', '#fff0b8', '#2f4a24')) +
      stage(390, 660, 250, 70, '#cfe0bd', '#22381c') +
      stand(300, 655, 190, tin(190, 300, '#4f8a52', 'seedling')) +
      stand(500, 670, 180, emoji('teapot', 210)) +
      stand(640, 730, 130, emoji('teacup', 170)) +
      at(130, 720, sprig(300, '#5f9a4a', 5), { turn: -12 }),
    () =>
      tableTop(sage, 'linen') +
      lay(280, 300, plateTop(190, '#fdfdf6')) +
      lay(280, 300, emojiCentred('leaves', 230)) +
      lay(580, 560, tin(220, 330, '#4f8a52', 'seedling'), { lift: 18 }) +
      lay(230, 620, emojiCentred('teacup', 220)) +
      lay(640, 130, emojiCentred('herb', 180)),
  ],
  'rock-oolong': [
    () =>
      flutes(rock, 62) +
      stand(280, 660, 300, standingBox(290, 340, '#7d2f1f', '#eac27a', 'fire')) +
      stand(510, 690, 130, tin(140, 210, '#a5472a', 'leaves')) +
      stand(640, 710, 130, tin(140, 170, '#c56a3c', 'leaves')) +
      stand(420, 740, 110, emoji('teacup', 150)),
    () =>
      tableTop(tones('#8a5a40', '#5e3a26', '#b3623a', '#1f0d06'), 'wood') +
      lay(400, 300, trayTop(4, 1, 150, '#5c1f14', '#e8cfa8', ['leaves', 'autumnLeaves', 'leaves', 'autumnLeaves']), {
        lift: 16,
      }) +
      lay(270, 570, emojiCentred('teapot', 290)) +
      lay(550, 590, emojiCentred('teacup', 210)),
  ],
  'drip-coffee': [
    () =>
      windowLight(roast) +
      stand(250, 660, 230, pouch(230, 340, '#3b2a22', 'coffee', '#f3e2cc')) +
      stand(460, 690, 250, carton(220, 240, '#a5643c', 'coffee', '#fff3e2')) +
      stand(610, 735, 170, emoji('coffee', 200)) +
      stand(360, 745, 80, emoji('beans', 100)),
    () =>
      tableTop(roast, 'stone') +
      lay(390, 390, plateTop(230, '#f6efe6')) +
      lay(390, 390, emojiCentred('coffee', 330)) +
      lay(130, 160, emojiCentred('croissant', 210), { turn: -20 }) +
      lay(660, 650, emojiCentred('cookie', 190)) +
      lay(680, 170, emojiCentred('beans', 150)) +
      lay(150, 660, emojiCentred('beans', 130), { turn: 80 }),
    () =>
      studio(roast) +
      each(
        [
          [200, '#d8a46c'],
          [400, '#8a5433'],
          [600, '#3b2a22'],
        ] as const,
        ([x, colour], index) => stand(x, 680 + (index % 2) * 30, 190, pouch(200, 330, colour, 'beans', '#fff3e2')),
      ),
  ],
  'orange-juice': [
    () =>
      disc(citrus, 400, 330, 255) +
      each([220, 340, 460, 580], (x, index) =>
        stand(x, 660 + (index % 2) * 26, 100, bottle(112, 330, '#ff9d2e', '#4f9a4a', 'orange', { neck: 0.46 })),
      ) +
      stand(150, 740, 130, emoji('orange', 150)) +
      stand(680, 740, 140, emoji('orange', 160)) +
      at(400, 752, emoji('leaves', 120)),
    () =>
      tableTop(citrus, 'dots') +
      times(8, (index) =>
        lay(
          130 + (index % 2) * 540,
          120 + Math.floor(index / 2) * 190,
          emojiCentred(index % 3 ? 'orange' : 'lemon', 170),
          { turn: index * 25 },
        ),
      ) +
      lay(330, 640, bottle(150, 480, '#ff9d2e', '#4f9a4a', 'orange', { neck: 0.46 }), { turn: -8, lift: 18 }) +
      lay(520, 660, bottle(150, 480, '#ffb43d', '#4f9a4a', 'orange', { neck: 0.46 }), { turn: 9, lift: 18 }),
  ],
  'red-wine-duo': [
    () =>
      arch(wine, 400, 480, 70) +
      stand(310, 680, 120, bottle(128, 470, '#2b1420', '#a3283c', 'grapes')) +
      stand(470, 690, 120, bottle(128, 470, '#3a1a26', '#d9ad5c', 'grapes', { paper: '#f3dfc0' })) +
      stand(620, 710, 120, emoji('wineGlass', 250)) +
      stand(180, 720, 150, emoji('grapes', 190)),
    () =>
      tableTop(wine, 'stone') +
      lay(
        400,
        420,
        `<rect x="-220" y="-320" width="440" height="640" rx="22" fill="${linear(['#d9b98c', '#a87c4c'], [0, 0, 1, 1])}"/><rect x="-196" y="-296" width="184" height="592" rx="14" fill="#f6ead6"/><rect x="12" y="-296" width="184" height="592" rx="14" fill="#f6ead6"/>`,
        { lift: 20 },
      ) +
      lay(296, 690, bottle(136, 530, '#2b1420', '#a3283c', 'grapes')) +
      lay(504, 690, bottle(136, 530, '#3a1a26', '#d9ad5c', 'grapes', { paper: '#f3dfc0' })) +
      lay(690, 130, emojiCentred('cheese', 180)) +
      lay(120, 690, emojiCentred('grapes', 190)),
  ],
  'sparkling-water': [
    () =>
      studio(fizz) +
      drift(26, ['#ffffff', '#bfeaf5'], 21, 60, 620) +
      at(200, 590, block(190, 110, '#c3e7f1')) +
      at(600, 570, block(190, 130, '#c3e7f1')) +
      stand(200, 582, 120, can(140, 260, '#f7a8bd', 'peach')) +
      stand(600, 562, 120, can(140, 260, '#b8d978', 'lemon')) +
      stand(400, 690, 140, can(170, 320, '#8fd3e6', 'grapes')) +
      stand(270, 740, 90, emoji('ice', 120)) +
      stand(560, 750, 100, emoji('ice', 130)),
    () =>
      bokeh(fizz, 9) +
      times(3, (row) =>
        times(4, (column) =>
          stand(
            130 + column * 180 - (row % 2) * 40,
            430 + row * 170,
            120,
            can(
              150,
              280,
              ['#f7a8bd', '#b8d978', '#8fd3e6'][(row + column) % 3] ?? '#8fd3e6',
              (['peach', 'lemon', 'grapes'] as const)[(row + column) % 3] ?? 'lemon',
            ),
          ),
        ),
      ),
  ],
}
