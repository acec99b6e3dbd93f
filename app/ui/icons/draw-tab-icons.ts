import { mkdir } from 'node:fs/promises'
import sharp from 'sharp'

// Draws static/tabs/*.png, since a mini-program's tab bar takes bitmaps only: npx tsx app/ui/icons/draw-tab-icons.ts

const SIDE = 81
const colours = { rest: '#8a837a', light: '#2a2622', dark: '#f3efea' }

/** Two drawings each on a 24-unit grid: an outline at rest, filled when chosen. */
const tabs: Record<string, { rest: string; on: string }> = {
  home: {
    rest: '<path d="M4 10.6 12 4l8 6.6V19a1.4 1.4 0 0 1-1.4 1.4H5.4A1.4 1.4 0 0 1 4 19Z"/><path d="M9.5 20v-5.2h5V20"/>',
    on: '<path fill="C" d="M4 10.6 12 4l8 6.6V19a1.4 1.4 0 0 1-1.4 1.4h-3.3v-5.6H8.7v5.6H5.4A1.4 1.4 0 0 1 4 19Z"/>',
  },
  mall: {
    rest: '<path d="M5.2 8h13.6l1 11a1.5 1.5 0 0 1-1.5 1.6H5.7A1.5 1.5 0 0 1 4.2 19Z"/><path d="M8.6 10.6V7.2a3.4 3.4 0 0 1 6.8 0v3.4"/>',
    on: '<path fill="C" d="M5.2 8h13.6l1 11a1.5 1.5 0 0 1-1.5 1.6H5.7A1.5 1.5 0 0 1 4.2 19Z"/><path d="M8.6 8V7.2a3.4 3.4 0 0 1 6.8 0V8"/>',
  },
  wallet: {
    rest: '<circle cx="12" cy="12" r="8.4"/><path d="m12 7.6 1.3 2.8 3 .4-2.2 2.1.6 3-2.7-1.5-2.7 1.5.6-3-2.2-2.1 3-.4Z"/>',
    on: '<path fill="C" fill-rule="evenodd" d="M12 3.6a8.4 8.4 0 1 0 0 16.8 8.4 8.4 0 0 0 0-16.8Zm0 3.7 1.4 3 3.2.4-2.3 2.2.6 3.2-2.9-1.6-2.9 1.6.6-3.2-2.3-2.2 3.2-.4Z"/>',
  },
  me: {
    rest: '<circle cx="12" cy="8.2" r="4"/><path d="M4.4 20.2c.5-4 3.6-6 7.6-6s7.1 2 7.6 6"/>',
    on: '<circle fill="C" cx="12" cy="8.2" r="4"/><path fill="C" d="M4.4 20.2c.5-4 3.6-6 7.6-6s7.1 2 7.6 6Z"/>',
  },
}

async function draw(file: string, drawing: string, colour: string): Promise<void> {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 24 24" fill="none" ` +
    `stroke="${colour}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${drawing.replaceAll('"C"', `"${colour}"`)}</svg>`
  await sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toFile(`static/tabs/${file}.png`)
}

await mkdir('static/tabs', { recursive: true })
for (const [name, { rest, on }] of Object.entries(tabs)) {
  await draw(name, rest, colours.rest)
  await draw(`${name}-on-light`, on, colours.light)
  await draw(`${name}-on-dark`, on, colours.dark)
}
