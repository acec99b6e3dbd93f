import { emoji, emojiCentred } from '../emoji.ts'
import { trayTop } from '../gifts.ts'
import { at, each, lay, stand, times, linear, lighter, darker } from '../ink.ts'
import { bottle, carton, jar, pouch } from '../packaging.ts'
import { block, plateTop, stage } from '../furniture.ts'
import { arch, bokeh, disc, hills, studio, tableTop, windowLight } from '../stage.ts'
import { type Scenes, tones } from './scene.ts'

const paddy = tones('#cfe6ef', '#cfdc8e', '#ffd98a', '#4a5a20')
const oliveTone = tones('#e8ead2', '#cdd3a4', '#aab56b', '#3c4420')
const char = tones('#e9d9d0', '#d3b7a8', '#c08a74', '#4a2a22')
const sea = tones('#cfe9f2', '#a5d3e3', '#6fb7d1', '#124a62')
const straw = tones('#fbf0d6', '#f0d9a6', '#eebd62', '#6d4a14')
const amber = tones('#ffedc4', '#f8d488', '#f2b13c', '#7a4a08')

/** A bed of crushed ice to lay seafood on. */
const iceBed = (width: number, height: number) =>
  `<ellipse rx="${width / 2}" ry="${height / 2}" fill="${linear(['#ffffff', '#c7e4ef'], [0, 0, 1, 1])}"/>` +
  times(22, (index) => {
    const turn = index * 2.4
    const reach = Math.sqrt((index + 1) / 23)
    return at(Math.cos(turn) * reach * width * 0.45, Math.sin(turn) * reach * height * 0.44 + 14, emoji('ice', 74), {
      turn: index * 37,
    })
  })

const eggBox = (columns: number) => {
  const width = columns * 92 + 40
  return (
    times(columns, (index) => at((index - (columns - 1) / 2) * 92, -58, emoji('egg', 122))) +
    `<path d="M${-width / 2} -84H${width / 2}L${width / 2 - 20} -8Q${width / 2 - 24} 0 ${width / 2 - 40} 0H${-width / 2 + 40}Q${-width / 2 + 24} 0 ${-width / 2 + 20} -8Z" fill="${linear([lighter('#b9a78e', 0.25), darker('#b9a78e', 0.1)])}"/>` +
    times(
      columns,
      (index) => `<path d="M${(index - (columns - 1) / 2) * 92 - 38} -84q38 40 76 0" fill="#8d7b63" opacity=".35"/>`,
    )
  )
}

export const fresh: Scenes = {
  'northeast-rice': [
    () =>
      hills(paddy) +
      at(110, 620, emoji('wheat', 260)) +
      at(690, 610, emoji('wheat', 230), { flip: true }) +
      stand(330, 690, 300, pouch(300, 430, '#e6d6b4', 'wheat', '#fffdf6')) +
      stand(570, 710, 220, emoji('rice', 250)),
    () =>
      tableTop(straw, 'linen') +
      lay(400, 400, plateTop(270, '#ffffff')) +
      lay(400, 400, emojiCentred('rice', 380)) +
      lay(130, 170, emojiCentred('wheat', 220), { turn: -30 }) +
      lay(680, 640, emojiCentred('wheat', 220), { turn: 40 }) +
      lay(660, 150, emojiCentred('spoon', 180)),
  ],
  'camellia-oil': [
    () =>
      windowLight(oliveTone) +
      stand(300, 680, 150, bottle(150, 430, '#8f9a35', '#3c4420', 'olive')) +
      stand(480, 690, 150, bottle(150, 430, '#a9b34a', '#3c4420', 'olive')) +
      stand(620, 710, 120, emoji('olive', 120)) +
      stand(690, 730, 90, emoji('olive', 90)) +
      at(170, 690, emoji('herb', 190), { turn: -16 }),
    () =>
      arch(oliveTone, 420, 460, 80) +
      stand(420, 660, 360, carton(330, 380, '#55622a', 'olive')) +
      stand(190, 700, 110, bottle(110, 330, '#8f9a35', '#3c4420', 'olive')) +
      stand(660, 710, 130, emoji('greens', 170)),
  ],
  'steak-set': [
    () =>
      studio(char) +
      stand(
        390,
        690,
        520,
        `<rect x="-280" y="-46" width="560" height="54" rx="26" fill="${linear(['#c08a55', '#7c4e2a'])}"/><ellipse cy="-44" rx="276" ry="62" fill="${linear(['#d9a76c', '#b27b46'], [0, 0, 1, 1])}"/>`,
      ) +
      at(270, 660, emoji('steak', 350), { turn: -6 }) +
      at(510, 660, emoji('steak', 310), { turn: 10 }) +
      at(610, 690, emoji('garlic', 110)) +
      at(180, 700, emoji('herb', 130)) +
      stand(715, 640, 90, bottle(96, 340, '#3a3a3a', '#c0392b', 'chili')),
    () =>
      tableTop(tones('#5c4a44', '#3f302c', '#c08a74', '#160c0a'), 'stone') +
      lay(400, 400, trayTop(2, 2, 260, '#2b2422', '#f2e6da', ['steak'], false), { turn: -4, lift: 22 }) +
      lay(700, 130, emojiCentred('herb', 180)) +
      lay(100, 690, emojiCentred('chili', 150), { turn: 20 }),
  ],
  'seafood-box': [
    () =>
      disc(sea, 400, 330, 250) +
      stand(400, 670, 560, iceBed(620, 220)) +
      at(400, 640, emoji('lobster', 330)) +
      at(200, 690, emoji('crab', 230)) +
      at(600, 690, emoji('shrimp', 220)) +
      at(400, 740, emoji('oyster', 170)) +
      at(690, 640, emoji('lemon', 100)),
    () =>
      tableTop(sea, 'stone') +
      lay(400, 400, iceBed(690, 640)) +
      lay(270, 290, emojiCentred('shrimp', 240)) +
      lay(540, 280, emojiCentred('crab', 250)) +
      lay(270, 540, emojiCentred('squid', 240)) +
      lay(550, 540, emojiCentred('fish', 250)) +
      lay(410, 420, emojiCentred('lemon', 120)),
    () => bokeh(sea, 3) + at(400, 790, iceBed(900, 260)) + at(420, 720, emoji('lobster', 560)),
  ],
  'farm-eggs': [
    () =>
      hills(tones('#ffe9c2', '#c9d68c', '#ffc56b', '#5a5a20')) +
      at(400, 590, eggBox(4), { scale: 1.16 }) +
      stand(400, 710, 520, eggBox(5), { scale: 1.26 }) +
      stand(690, 750, 110, emoji('egg', 150), { turn: 40 }) +
      at(120, 720, emoji('seedling', 150)),
    () =>
      tableTop(straw, 'checks') +
      lay(420, 400, trayTop(4, 4, 140, '#a9967b', '#cdbda3', ['egg']), { turn: 8, lift: 18 }) +
      lay(110, 120, emojiCentred('pan', 210), { turn: -20 }),
  ],
  'blossom-honey': [
    () =>
      disc(amber, 430, 330, 240) +
      stage(400, 640, 210, 110, '#f6cd74', '#6d4208') +
      stand(
        400,
        632,
        230,
        jar(
          230,
          290,
          '#f0a21c',
          '#fff3d6',
          'honey',
          `<rect x="-115" y="-80" width="230" height="80" fill="#c97810" opacity=".4"/>`,
        ),
      ) +
      stand(640, 720, 160, emoji('sunflower', 190)) +
      stand(160, 730, 170, emoji('honey', 190)),
    () =>
      studio(amber) +
      each(
        [
          [190, '#f6bd3e', 'blossom'],
          [400, '#e8951a', 'sunflower'],
          [610, '#b9650f', 'clover'],
        ] as const,
        ([x, colour, flower], index) =>
          at(x, 600 - (index === 1 ? 50 : 0), block(200, index === 1 ? 150 : 100, '#f3dca8')) +
          stand(x, 592 - (index === 1 ? 50 : 0), 180, jar(184, 290, colour, '#fff3d6', flower)),
      ),
  ],
}
