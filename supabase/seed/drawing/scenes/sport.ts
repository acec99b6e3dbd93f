import { emoji, emojiCentred } from '../emoji.ts'
import { yogaMat, thermos } from '../household.ts'
import { at, each, lay, linear, stand, times } from '../ink.ts'
import { block, podium, stage } from '../furniture.ts'
import { arch, bokeh, disc, drift, flutes, hills, studio, tableTop, windowLight } from '../stage.ts'
import { type Scenes, tones } from './scene.ts'

const calm = tones('#e3dcef', '#cbbfe0', '#a78fcb', '#32214f')
const track = tones('#ffd9c7', '#ef9f7d', '#ff7a4f', '#5f1f0c')
const forest = tones('#bfe0e8', '#8fbf8a', '#fff0b8', '#1f4030')
const court = tones('#cdeadf', '#7cc4a5', '#3f9f7d', '#0d3a2b')
const city = tones('#d5dfeb', '#b2c2d6', '#7b95b8', '#1a2b46')
const arena = tones('#ffe0b5', '#e7a964', '#f08a3c', '#54290a')

/** The lines of a court on the ground of a top view. */
const courtLines = (x: number, y: number) =>
  `<g stroke="#fff" stroke-opacity=".75" stroke-width="10" fill="none"><path d="M${x} -10V810M-10 ${y}H810"/><circle cx="${x}" cy="${y}" r="190"/></g>`

export const sport: Scenes = {
  'yoga-mat': [
    () =>
      windowLight(calm) +
      stand(390, 690, 480, yogaMat(480, 150, '#9a7fd0')) +
      stand(400, 545, 380, yogaMat(400, 130, '#7fc0b4')) +
      stand(690, 710, 90, thermos(90, 260, '#5d4a86')) +
      at(120, 720, emoji('lotus', 170)),
    () =>
      tableTop(tones('#efe3cf', '#d9c39d', '#a78fcb', '#463214'), 'wood') +
      lay(
        400,
        400,
        `<rect x="-190" y="-330" width="380" height="660" rx="18" fill="${linear(['#b7a0e2', '#8c70c4'], [0, 0, 1, 1])}"/>${times(10, (index) => `<path d="M-170 ${-290 + index * 64}H170" stroke="#fff" stroke-opacity=".22" stroke-width="5"/>`)}<circle r="92" fill="none" stroke="#fff" stroke-opacity=".6" stroke-width="7"/>`,
        { turn: 9, lift: 10 },
      ) +
      lay(390, 390, emojiCentred('lotus', 150)) +
      lay(690, 660, emojiCentred('drop', 140)) +
      lay(110, 140, emojiCentred('plant', 180)),
  ],
  'running-shoes': [
    () =>
      disc(track, 400, 340, 260) +
      at(400, 690, podium(290, 70, '#ffb596')) +
      stand(330, 690, 320, emoji('sneaker', 380), { turn: -26 }) +
      stand(560, 705, 260, emoji('sneaker', 300), { turn: -26 }) +
      drift(10, ['#ffffff'], 17, 80, 420),
    () =>
      `<rect width="800" height="800" fill="${linear(['#f08a66', '#d8623d'], [0, 0, 1, 1])}"/>` +
      times(
        4,
        (index) =>
          `<path d="M${-60 + index * 250} 820L${160 + index * 250} -20" stroke="#fff" stroke-opacity=".65" stroke-width="12"/>`,
      ) +
      lay(330, 330, emojiCentred('sneaker', 380), { turn: -20, lift: 22 }) +
      lay(500, 560, emojiCentred('sneaker', 380), { turn: 20, lift: 22 }) +
      lay(690, 130, emojiCentred('clock', 140)),
  ],
  'double-tent': [
    () =>
      hills(forest) +
      at(90, 560, emoji('pine', 260)) +
      at(700, 560, emoji('pine', 320)) +
      at(600, 530, emoji('pine', 200)) +
      stand(370, 680, 420, emoji('tent', 470)) +
      stand(650, 730, 100, emoji('fire', 130)) +
      stand(160, 740, 130, emoji('backpack', 150)),
    () =>
      `<rect width="800" height="800" fill="${linear(['#1d2a5c', '#3b4f8f', '#6a7fb5'])}"/>` +
      drift(40, ['#ffffff', '#ffe9b8'], 77, 20, 480) +
      `<path d="M0 560C200 500 420 560 800 520V800H0Z" fill="${linear(['#35507a', '#22355c'])}"/>` +
      `<circle cx="370" cy="600" r="330" fill="#ffcf7a" opacity=".16"/>` +
      stand(380, 700, 460, emoji('tent', 500)) +
      at(90, 640, emoji('pine', 260)) +
      at(710, 660, emoji('pine', 230)),
  ],
  'badminton-set': [
    () =>
      arch(court, 400, 480, 80) +
      stand(330, 700, 200, emoji('badminton', 430), { turn: -4 }) +
      stand(540, 710, 180, emoji('badminton', 350), { flip: true }) +
      at(170, 720, emoji('medal', 150)),
    () =>
      `<rect width="800" height="800" fill="${linear(['#4fae8c', '#2f8568'], [0, 0, 1, 1])}"/>` +
      courtLines(240, 400) +
      lay(420, 400, emojiCentred('badminton', 520), { turn: 24, lift: 24 }) +
      lay(660, 660, emojiCentred('drop', 110)) +
      lay(130, 660, emojiCentred('cap', 170), { turn: -14 }),
  ],
  'city-backpack': [
    () =>
      flutes(city, 58) +
      stage(400, 650, 240, 90, '#cdd9e8', '#14223a') +
      stand(400, 646, 300, emoji('backpack', 440)) +
      stand(660, 730, 120, emoji('sunglasses', 150)) +
      stand(150, 730, 110, emoji('coffee', 150)),
    () =>
      tableTop(city, 'linen') +
      lay(330, 420, emojiCentred('backpack', 500), { turn: -12, lift: 22 }) +
      lay(640, 190, emojiCentred('laptop', 240), { turn: 8 }) +
      lay(660, 440, emojiCentred('headphones', 190)) +
      lay(640, 660, emojiCentred('book', 190), { turn: -10 }),
    () => bokeh(city, 8) + stand(300, 760, 420, emoji('backpack', 520)) + stand(610, 760, 260, emoji('suitcase', 360)),
  ],
  'street-basketball': [
    () =>
      studio(arena) +
      at(400, 600, block(360, 140, '#f7d2a0')) +
      stand(400, 586, 260, emoji('basketball', 350)) +
      stand(170, 730, 150, emoji('sneaker', 190)) +
      stand(650, 730, 130, emoji('trophy', 190)),
    () =>
      `<rect width="800" height="800" fill="${linear(['#e3a058', '#c67c38'], [0, 0, 1, 1])}"/>` +
      each([100, 300, 500, 700], (x) => `<rect x="${x}" width="100" height="800" fill="#fff" opacity=".06"/>`) +
      courtLines(560, 300) +
      lay(330, 430, emojiCentred('basketball', 440), { lift: 30 }) +
      lay(670, 640, emojiCentred('sneaker', 220), { turn: 20 }),
  ],
}
