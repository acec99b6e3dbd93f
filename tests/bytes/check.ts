import { existsSync } from 'node:fs'
import { runInWeChat } from '../miniprogram/globals'
import { foreignAddresses } from './hosts'
import { firstScreenScripts, gzipped, packageSizes } from './sizes'

// Checks what is built: how much is loaded, from where, and that WeChat can run it. npx tsx tests/bytes/check.ts

const H5 = 'dist/build/h5'
const WEIXIN = 'dist/build/mp-weixin'
const KB = 1024
const apiUrl = process.env.VITE_SUPABASE_URL ?? 'http://127.0.0.1:54321'

const failures: string[] = []

function within(what: string, bytes: number, limit: number): void {
  const verdict = bytes <= limit ? 'ok' : 'TOO LARGE'
  process.stdout.write(`${what.padEnd(44)}${(bytes / KB).toFixed(1).padStart(9)} KB of ${limit / KB} KB  ${verdict}\n`)
  if (bytes > limit) failures.push(`${what} is larger than ${limit / KB} KB`)
}

function none(what: string, found: string[]): void {
  process.stdout.write(`${what.padEnd(44)}${found.length === 0 ? 'none' : found.join(', ')}\n`)
  if (found.length > 0) failures.push(`${what}: ${found.join(', ')}`)
}

for (const folder of [H5, WEIXIN]) {
  if (existsSync(folder)) continue
  process.stderr.write(`${folder} is missing. Build first: npm run build:${folder.split('/').at(-1) ?? ''}\n`)
  process.exit(1)
}

for (const [name, bytes] of Object.entries(packageSizes(WEIXIN))) {
  if (name === 'main') within('WeChat, main package', bytes, 900 * KB)
  else within(`WeChat, sub-package ${name}`, bytes, 2048 * KB)
}
within('H5, scripts of the first screen, gzipped', gzipped(H5, firstScreenScripts(H5, 'app-home-home')), 200 * KB)
within('H5, scripts of the sign-in page, gzipped', gzipped(H5, firstScreenScripts(H5, 'app-sign-in-sign-in')), 200 * KB)
none('H5, foreign addresses', foreignAddresses(H5, apiUrl))
none('WeChat, foreign addresses', foreignAddresses(WEIXIN, apiUrl))

const { modules, pages, steps, problems } = await runInWeChat(WEIXIN, apiUrl)
process.stdout.write(
  `${'WeChat, run with its globals alone'.padEnd(44)}${modules} modules, ${pages} pages, ${steps.join(', ')}\n`,
)
failures.push(...problems)

for (const failure of failures) process.stderr.write(`${failure}\n`)
process.exit(failures.length > 0 ? 1 : 0)
