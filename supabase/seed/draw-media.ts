/**
 * Draws every picture of the demo data into supabase/seed/media as WebP (run: npm run seed:media).
 * The same sources give the same pictures; each file stays below 25,000 bytes.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { BANNER, banners } from './drawing/banners.ts'
import { loadEmoji } from './drawing/emoji.ts'
import { picture } from './drawing/ink.ts'
import { categoryIcons, ICON, LOGO, logos } from './drawing/marks.ts'
import { beauty } from './drawing/scenes/beauty.ts'
import { digital } from './drawing/scenes/digital.ts'
import { drinks } from './drawing/scenes/drinks.ts'
import { family } from './drawing/scenes/family.ts'
import { festival } from './drawing/scenes/festival.ts'
import { fresh } from './drawing/scenes/fresh.ts'
import { home } from './drawing/scenes/home.ts'
import { sport } from './drawing/scenes/sport.ts'

const LIMIT = 24_900
const media = join(dirname(fileURLToPath(import.meta.url)), 'media')

/** The best quality that stays within the limit. */
const encode = async (svg: string) => {
  const pixels = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = pixels.info
  for (let quality = 84; quality >= 40; quality -= 6) {
    const bytes = await sharp(pixels.data, { raw: { width, height, channels } })
      .webp({ quality, effort: 6, smartSubsample: quality > 70 })
      .toBuffer()
    if (bytes.length <= LIMIT) return bytes
  }
  throw new Error(`a picture does not fit into ${LIMIT} bytes`)
}

interface Drawing {
  path: string
  width: number
  height: number
  draw: () => string
}

const products = Object.entries({
  ...festival,
  ...fresh,
  ...drinks,
  ...digital,
  ...home,
  ...sport,
  ...beauty,
  ...family,
})
const named = (folder: string, width: number, height: number, drawings: Record<string, () => string>): Drawing[] =>
  Object.entries(drawings).map(([name, draw]) => ({ path: `${folder}/${name}.webp`, width, height, draw }))

const all: Drawing[] = [
  ...products.flatMap(([code, scenes]) =>
    scenes.map((draw, index) => ({ path: `products/${code}-${index + 1}.webp`, width: 800, height: 800, draw })),
  ),
  ...named('categories', ICON, ICON, categoryIcons),
  ...named('banners', BANNER.width, BANNER.height, banners),
  ...named('logos', LOGO, LOGO, logos),
]

await loadEmoji()
await rm(media, { recursive: true, force: true })
for (const folder of new Set(all.map(({ path }) => dirname(path))))
  await mkdir(join(media, folder), { recursive: true })
for (const [index, { path, width, height, draw }] of all.entries()) {
  await writeFile(join(media, path), await encode(picture(width, height, draw)))
  process.stdout.write(`\r${index + 1}/${all.length}`)
}
process.stdout.write(
  `\n${products.length} products, ${all.length} pictures in ${(await readdir(media)).length} folders\n`,
)
