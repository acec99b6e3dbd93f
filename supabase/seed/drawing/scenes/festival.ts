import { emoji, emojiCentred } from '../emoji.ts'
import { basket, dumpling, lidTop, standingBox, tissue, trayTop } from '../gifts.ts'
import { at, each, lay, stand } from '../ink.ts'
import { jar } from '../packaging.ts'
import { drape, plate, plateTop, sprig, stage } from '../furniture.ts'
import { arch, bokeh, disc, drift, flutes, studio, tableTop, waves, windowLight } from '../stage.ts'
import { type Scenes, tones } from './scene.ts'

const moonNight = tones('#3d3f86', '#5a5aa6', '#f2cf86', '#191a4a')
const cream = tones('#f8e6cd', '#eccda5', '#e7b06a', '#7a3c1c')
const red = tones('#d9574a', '#c43f38', '#f3b56b', '#6b1216')
const green = tones('#d9e6c4', '#b9cf9a', '#8fb06a', '#2f4a24')
const nutBrown = tones('#f0dcc2', '#dcbb92', '#c8905a', '#5a341c')
const orchard = tones('#ffe9d8', '#f9d1b6', '#ff9f7a', '#8a3d2a')

export const festival: Scenes = {
  'mooncake-classic': [
    () =>
      disc(moonNight, 420, 300, 220) +
      drift(16, ['#ffe9b8', '#ffffff'], 7) +
      at(130, 250, emoji('cloud', 190)) +
      stage(400, 590, 290, 150, '#6a66b8', '#14143c') +
      stand(300, 575, 260, standingBox(260, 300, '#b3303a', '#f0c878', 'rabbit')) +
      stand(520, 600, 170, emoji('mooncake', 200)) +
      stand(610, 648, 130, emoji('mooncake', 150), { turn: 8 }) +
      stand(400, 640, 100, emoji('teacup', 150)),
    () =>
      tableTop(tones('#4a4a92', '#363574', '#f2cf86', '#101038'), 'linen') +
      lay(400, 420, trayTop(3, 2, 190, '#b3303a', '#f3d59a', ['mooncake']), { turn: -6, lift: 22 }) +
      lay(120, 130, emojiCentred('blossom', 130)) +
      lay(690, 150, emojiCentred('blossom', 100), { turn: 30 }) +
      lay(680, 700, emojiCentred('teacup', 170)) +
      lay(130, 720, emojiCentred('leaves', 120)),
    () =>
      bokeh(moonNight, 5) + stand(400, 730, 520, emoji('mooncake', 520)) + stand(160, 760, 220, emoji('mooncake', 240)),
  ],
  'mooncake-custard': [
    () =>
      arch(cream, 400, 470, 90) +
      drape('#e9b45f', 640) +
      stand(400, 690, 460, plate(250, '#fff8ec')) +
      at(300, 680, emoji('mooncake', 220)) +
      at(500, 680, emoji('mooncake', 220)) +
      at(400, 620, emoji('mooncake', 220)) +
      at(640, 700, emoji('leaves', 130)) +
      stand(140, 690, 90, emoji('teacup', 170)),
    () =>
      tableTop(cream, 'dots') +
      lay(300, 330, lidTop(430, 430, '#e29a35', '#fff0c4', 'moon'), { turn: -10, lift: 22 }) +
      lay(560, 560, trayTop(2, 2, 165, '#e29a35', '#fff3da', ['mooncake']), { turn: 6, lift: 20 }) +
      lay(120, 690, emojiCentred('teacup', 170)),
  ],
  'zongzi-box': [
    () =>
      windowLight(green) +
      stand(250, 640, 300, standingBox(280, 330, '#3f7a4c', '#f0d48a', 'kadomatsu')) +
      stand(520, 690, 230, dumpling(240)) +
      stand(660, 650, 160, dumpling(170), { turn: 4 }) +
      stand(390, 720, 150, dumpling(170), { flip: true }),
    () =>
      tableTop(tones('#e3d4b2', '#c9ae7d', '#8fb06a', '#4a3616'), 'wood') +
      lay(400, 400, plateTop(290, '#f4f7ea')) +
      each(
        [
          [290, 430, -30],
          [410, 330, 14],
          [520, 440, 40],
          [400, 545, 186],
        ] as const,
        ([x, y, turn]) => lay(x, y + 70, dumpling(200), { turn, lift: 8 }),
      ) +
      lay(680, 140, emojiCentred('herb', 190), { turn: 40 }) +
      lay(110, 700, emojiCentred('egg', 130)) +
      lay(190, 740, emojiCentred('egg', 100)),
  ],
  'nut-selection': [
    () =>
      flutes(nutBrown) +
      stand(190, 640, 180, jar(200, 340, '#c98d55', '#8a5a34', 'peanut')) +
      stand(400, 650, 190, jar(210, 410, '#a8663c', '#8a5a34', 'chestnut')) +
      stand(610, 640, 180, jar(200, 310, '#d6a169', '#8a5a34', 'beans')) +
      stand(300, 720, 110, emoji('peanut', 130)) +
      stand(420, 730, 110, emoji('chestnut', 120)) +
      stand(540, 720, 100, emoji('peanut', 110), { turn: 60 }),
    () =>
      tableTop(nutBrown, 'wood') +
      lay(
        400,
        390,
        trayTop(
          3,
          3,
          170,
          '#7c4a2a',
          '#f1dcc0',
          ['peanut', 'chestnut', 'beans', 'cookie', 'peanut', 'chestnut', 'blueberries', 'beans', 'peanut'],
          false,
        ),
        { turn: 5, lift: 20 },
      ) +
      lay(110, 720, emojiCentred('leaves', 140)),
  ],
  'new-year-hamper': [
    () =>
      waves(red) +
      at(130, 250, emoji('lantern', 190)) +
      at(690, 230, emoji('lantern', 150)) +
      at(400, 560, tissue(420, '#ffd9a0')) +
      at(290, 540, emoji('redPacket', 190), { turn: -10 }) +
      at(510, 540, emoji('cookie', 190)) +
      at(400, 500, emoji('lollipop', 200)) +
      at(230, 570, emoji('candy', 150)) +
      at(580, 580, emoji('chocolate', 150), { turn: 12 }) +
      stand(400, 720, 470, basket(470, 170, '#e0a860')) +
      at(400, 640, emoji('bow', 170)),
    () =>
      tableTop(tones('#e06a58', '#b93a36', '#f3b56b', '#5c0d12'), 'dots') +
      lay(290, 320, emojiCentred('redPacket', 260), { turn: -14 }) +
      lay(540, 300, emojiCentred('redPacket', 220), { turn: 12 }) +
      lay(400, 560, trayTop(3, 1, 190, '#8f1d22', '#ffe3b8', ['candy', 'chocolate', 'cookie'], false), {
        turn: -3,
        lift: 18,
      }) +
      lay(680, 650, emojiCentred('lollipop', 160), { turn: 30 }) +
      lay(110, 640, emojiCentred('confetti', 170)),
  ],
  'fruit-hamper': [
    () =>
      studio(orchard) +
      at(140, 600, sprig(330, '#7da35a', 5), { turn: -14 }) +
      at(270, 560, emoji('pear', 210)) +
      at(420, 520, emoji('pineapple', 270)) +
      at(560, 560, emoji('apple', 210)) +
      at(350, 590, emoji('orange', 180)) +
      at(480, 590, emoji('peach', 170)) +
      stand(410, 720, 500, basket(490, 170)) +
      stand(660, 740, 130, emoji('kiwi', 140)) +
      stand(150, 735, 130, emoji('strawberry', 140)),
    () =>
      tableTop(orchard, 'checks') +
      lay(
        400,
        410,
        trayTop(3, 3, 180, '#f7f1e6', '#c9dba6', [
          'apple',
          'pear',
          'orange',
          'kiwi',
          'peach',
          'mango',
          'grapes',
          'strawberry',
          'lemon',
        ]),
        { lift: 20 },
      ),
    () =>
      bokeh(orchard, 11) +
      stand(540, 740, 330, emoji('apple', 360)) +
      stand(250, 760, 360, emoji('peach', 380)) +
      stand(420, 780, 200, emoji('cherry', 230)),
  ],
}
