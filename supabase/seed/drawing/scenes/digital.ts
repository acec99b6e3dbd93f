import { airFryer, cable, keyboard, powerBank, smartWatch, speaker } from '../appliances.ts'
import { emoji, emojiCentred } from '../emoji.ts'
import { at, each, lay, linear, stand } from '../ink.ts'
import { carton } from '../packaging.ts'
import { block, plate, sprig, stage } from '../furniture.ts'
import { arch, bokeh, disc, drift, flutes, studio, tableTop, windowLight } from '../stage.ts'
import { type Scenes, tones } from './scene.ts'

const lilac = tones('#dcd9f4', '#c2bdea', '#9a92dd', '#2b2560')
const slate = tones('#d5dcea', '#b7c2d8', '#8b9cc4', '#1d2a4a')
const dusk = tones('#454a86', '#34386c', '#8f8be0', '#10123a')
const kitchen = tones('#f3e7da', '#e2ccb4', '#f0a872', '#5a3a22')
const mint = tones('#d3ece6', '#aedbd0', '#6fc0ae', '#124a40')

/** A slim phone face, to show what is being charged. */
const phone = (width: number, height: number) =>
  `<rect x="${-width / 2}" y="${-height}" width="${width}" height="${height}" rx="${width * 0.14}" fill="#20233c"/><rect x="${-width / 2 + 8}" y="${-height + 8}" width="${width - 16}" height="${height - 16}" rx="${width * 0.1}" fill="${linear(['#8a7bea', '#5fb4e8'], [0, 0, 1, 1])}"/><rect x="${-width * 0.13}" y="${-height + 16}" width="${width * 0.26}" height="12" rx="6" fill="#20233c"/>` +
  at(0, -height / 2, emojiCentred('battery', width * 0.6))

export const digital: Scenes = {
  'anc-headphones': [
    () =>
      arch(lilac, 400, 480, 80) +
      stage(400, 620, 230, 130, '#c9c3f2', '#241d55') +
      stand(400, 616, 260, emoji('headphones', 400)) +
      at(650, 330, emoji('note', 100), { turn: 12 }) +
      drift(8, ['#ffffff', '#f2e9ff'], 31, 80, 400),
    () =>
      bokeh(dusk, 4) +
      stand(330, 760, 420, emoji('headphones', 560), { turn: -10 }) +
      stand(650, 760, 130, speaker(150, 220, '#6a63c9')),
    () =>
      tableTop(lilac, 'stone') +
      lay(330, 400, `<circle r="250" fill="${linear(['#4a4688', '#2b2860'], [0, 0, 1, 1])}"/>`, { lift: 18 }) +
      lay(330, 390, emojiCentred('headphones', 380), { turn: -14 }) +
      lay(650, 600, emojiCentred('phone', 210), { turn: 14 }) +
      lay(660, 190, emojiCentred('coffee', 190)),
  ],
  'smart-watch': [
    () =>
      studio(dusk) +
      drift(14, ['#9fd0ff', '#c7b8ff'], 12, 60, 480) +
      stage(400, 690, 260, 60, '#5d62ad', '#0b0c2a') +
      stand(400, 700, 200, smartWatch(500, '#7f78d8')),
    () =>
      flutes(slate) +
      each(
        [
          [200, '#2f3350'],
          [400, '#e7c3b0'],
          [600, '#8fb6a8'],
        ] as const,
        ([x, strap], index) => stand(x, 690 + (index % 2) * 30, 150, smartWatch(400, strap)),
      ),
    () =>
      tableTop(slate, 'linen') +
      lay(400, 660, smartWatch(540, '#2f3350'), { turn: 14, lift: 18 }) +
      lay(150, 170, emojiCentred('sneaker', 220)) +
      lay(140, 640, emojiCentred('phone', 180), { turn: -10 }),
  ],
  'power-bank': [
    () =>
      disc(mint, 420, 320, 240) +
      stand(300, 690, 200, powerBank(200, 400, '#2e8f7c')) +
      stand(520, 700, 190, powerBank(180, 340, '#f1f4f2')) +
      at(560, 560, cable('#f6a04a')) +
      at(160, 720, emoji('plug', 130)),
    () =>
      tableTop(mint, 'dots') +
      lay(270, 640, powerBank(220, 460, '#2e8f7c'), { turn: -12, lift: 18 }) +
      lay(560, 650, phone(230, 470), { turn: 8, lift: 16 }) +
      at(330, 120, cable('#f6a04a'), { turn: -60 }),
  ],
  'air-fryer': [
    () =>
      windowLight(kitchen) +
      stand(370, 690, 370, airFryer(370, '#f4efe8')) +
      stand(640, 720, 190, plate(100, '#ffffff')) +
      at(640, 716, emoji('croissant', 150)) +
      at(130, 700, emoji('plant', 220)),
    () =>
      flutes(tones('#cfe0d2', '#b3cdb8', '#7fae8c', '#1f4030')) +
      stand(260, 680, 260, airFryer(280, '#6f9f82')) +
      stand(560, 700, 260, airFryer(280, '#f4efe8')) +
      stand(410, 750, 110, emoji('broccoli', 130)),
  ],
  'bluetooth-speaker': [
    () =>
      disc(tones('#ffe1d2', '#f9c3ab', '#f28f6f', '#6d2a18'), 400, 320, 240) +
      at(400, 610, block(420, 130, '#f7c9b4')) +
      stand(320, 604, 200, speaker(210, 330, '#d9644a')) +
      stand(520, 606, 150, speaker(150, 220, '#f3ead9')) +
      at(640, 330, emoji('note', 110), { turn: 14 }) +
      at(170, 260, emoji('note', 80), { turn: -14 }),
    () =>
      tableTop(tones('#f7d9a6', '#ecc07c', '#f28f6f', '#5c3a0e'), 'checks') +
      lay(400, 640, speaker(280, 440, '#3d7f8c'), { turn: -10, lift: 22 }) +
      lay(670, 190, emojiCentred('sunglasses', 200), { turn: 14 }) +
      lay(120, 170, emojiCentred('watermelon', 200)) +
      lay(680, 660, emojiCentred('juiceBox', 170)),
  ],
  'mechanical-keyboard': [
    () =>
      tableTop(tones('#dfe5f2', '#b9c4dc', '#8b9cc4', '#1d2a4a'), 'stone') +
      lay(
        400,
        590,
        `<rect x="-370" y="-330" width="740" height="400" rx="26" fill="${linear(['#7d86c9', '#575fa8'], [0, 0, 1, 1])}"/>`,
        { lift: 10 },
      ) +
      lay(350, 560, keyboard(600, '#e9edf5', ['#f7f8fc', '#8f9be8', '#f2a07a']), { lift: 16 }) +
      lay(700, 480, emojiCentred('mouse', 150)) +
      lay(650, 140, emojiCentred('coffee', 190)) +
      lay(130, 130, emojiCentred('plant', 200)),
    () =>
      tableTop(tones('#3c3f63', '#2a2d4c', '#8f9be8', '#0a0b1e'), 'linen') +
      lay(390, 520, keyboard(690, '#23263f', ['#474c74', '#f2a07a', '#6fd0c0']), { turn: -8, lift: 20 }) +
      lay(660, 640, emojiCentred('mouse', 210), { turn: 10 }) +
      lay(640, 150, emojiCentred('coffee', 190)),
    () =>
      arch(lilac, 400, 460, 90) +
      stand(400, 660, 380, carton(420, 260, '#4c4f8c', 'keyboard', '#f4f4ff')) +
      stand(400, 750, 500, keyboard(470, '#e9edf5', ['#f7f8fc', '#8f9be8', '#f2a07a'])) +
      at(690, 700, sprig(220, '#7f8fce', 4), { turn: 10 }),
  ],
}
