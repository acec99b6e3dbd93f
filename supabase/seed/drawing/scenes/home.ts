import { deskLamp } from '../appliances.ts'
import { emoji, emojiCentred } from '../emoji.ts'
import { bedding, glassCandle, pot, thermos, towelRoll, towels } from '../household.ts'
import { at, each, lay, stand } from '../ink.ts'
import { giftBox } from '../gifts.ts'
import { block, plateTop, sprig, stage } from '../furniture.ts'
import { arch, bokeh, disc, flutes, studio, tableTop, windowLight } from '../stage.ts'
import { type Scenes, tones } from './scene.ts'

const sand = tones('#efe4d4', '#dcc9ae', '#c7a67c', '#4d3820')
const haze = tones('#d8e0e8', '#bac7d4', '#90a6bb', '#22344a')
const clay = tones('#f2d8c9', '#e0b59d', '#cf8463', '#5a2716')
const oat = tones('#f4ecdf', '#e3d3ba', '#d3b27e', '#523c1c')
const evening = tones('#6b5a7d', '#51435f', '#e3a77c', '#1e1430')
const leaf = tones('#dbe6d3', '#bccfae', '#8eaf79', '#2a4020')

export const home: Scenes = {
  'cotton-bedding': [
    () =>
      windowLight(haze) +
      stand(390, 690, 520, bedding(520, '#9fb4cc', '#f4f1ea')) +
      at(700, 690, sprig(260, '#7f9a86', 5), { turn: 10 }),
    () =>
      flutes(sand) +
      at(220, 640, bedding(300, '#e3b9a6', '#faf3ea')) +
      stand(560, 700, 400, bedding(400, '#a9b893', '#f6f2e6')) +
      stand(170, 750, 150, emoji('clock', 140)),
    () => bokeh(haze, 14) + stand(400, 790, 760, bedding(760, '#9fb4cc', '#f4f1ea')),
  ],
  'cotton-towels': [
    () =>
      arch(clay, 400, 470, 80) +
      at(400, 600, block(460, 120, '#f0cdb9')) +
      stand(380, 594, 320, towels(330, ['#cf8f76', '#f3e4d6', '#b7c2a4', '#e8c9a2'])) +
      stand(640, 720, 120, emoji('soap', 170)) +
      at(170, 720, sprig(250, '#93a37c', 5), { turn: -10 }),
    () =>
      tableTop(oat, 'linen') +
      each(
        [
          [260, 250, '#cf8f76'],
          [300, 440, '#b7c2a4'],
          [260, 630, '#f7efe4'],
        ] as const,
        ([x, y, colour]) => lay(x + 80, y + 60, towelRoll(170, colour)),
      ) +
      lay(620, 300, emojiCentred('lotion', 250)) +
      lay(640, 590, emojiCentred('sponge', 180), { turn: 14 }),
  ],
  'steel-thermos': [
    () =>
      disc(leaf, 400, 320, 240) +
      stage(400, 650, 220, 100, '#d4e2c8', '#22381c') +
      stand(400, 646, 120, thermos(130, 400, '#5f8f6b')) +
      at(170, 710, emoji('plant', 220)) +
      stand(650, 730, 130, emoji('leaves', 150)),
    () =>
      studio(haze) +
      each(['#5f8f6b', '#33406b', '#e0a08a', '#efe9df'], (colour, index) =>
        stand(160 + index * 160, 680 + (index % 2) * 34, 110, thermos(118, 380, colour)),
      ),
  ],
  'enamel-pot': [
    () =>
      windowLight(clay) +
      stand(390, 690, 420, pot(440, '#d2603f')) +
      stand(130, 720, 110, emoji('garlic', 130)) +
      stand(690, 730, 130, emoji('carrot', 170)) +
      at(620, 740, emoji('herb', 120)),
    () =>
      tableTop(tones('#d9c1a0', '#b98f63', '#d3b27e', '#3c240c'), 'wood') +
      lay(400, 390, plateTop(250, '#f7efe2')) +
      lay(400, 400, emojiCentred('paella', 440)) +
      lay(120, 690, emojiCentred('chili', 150)) +
      lay(690, 680, emojiCentred('corn', 190), { turn: 20 }) +
      lay(680, 120, emojiCentred('spoon', 190)),
    () =>
      flutes(sand) +
      at(250, 620, block(280, 110, '#efe0c8')) +
      stand(250, 612, 240, pot(260, '#4f7d86')) +
      stand(550, 710, 300, pot(320, '#e0b04c')),
  ],
  'scented-candles': [
    () =>
      studio(evening) +
      at(250, 620, block(220, 90, '#7d6a8f')) +
      stand(250, 612, 130, glassCandle(150, 190, '#f7e4cf', '#c98f76')) +
      stand(470, 690, 140, glassCandle(170, 220, '#f7e4cf', '#8a7fb0')) +
      stand(650, 720, 110, glassCandle(120, 150, '#f7e4cf', '#7fa08f')) +
      at(140, 730, emoji('rose', 150), { turn: -14 }),
    () =>
      disc(tones('#f2dfe0', '#e2c2c4', '#d99fa6', '#4f2430'), 400, 330, 240) +
      stand(270, 690, 240, giftBox(250, 220, '#b98a94', '#fff4ec')) +
      stand(540, 690, 150, glassCandle(180, 230, '#fff1e2', '#d8a6ae')) +
      stand(660, 750, 110, emoji('blossom', 120)),
  ],
  'desk-lamp': [
    () =>
      studio(evening) +
      stand(470, 690, 270, deskLamp(560, '#f1ece2')) +
      stand(220, 700, 190, emoji('books', 210)) +
      stand(650, 720, 110, emoji('plant', 160)),
    () =>
      arch(oat, 430, 480, 80) +
      stand(300, 700, 220, deskLamp(520, '#3f7d76'), { flip: true }) +
      stand(560, 720, 190, emoji('book', 230)) +
      stand(690, 740, 110, emoji('coffee', 140)),
  ],
}
