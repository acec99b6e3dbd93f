// The way in on a fresh clone, where nothing is installed yet: checks Node, installs what is missing, runs the given script with tsx.
// Depends on nothing but Node. Usage: node supabase/local/bootstrap.mjs <script.ts> [arguments]
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const stamp = join(root, 'node_modules', '.fudian-installed')

const major = Number(process.versions.node.split('.')[0])
if (major < 20) fail(`Node ${process.versions.node} is too old; Fudian needs Node 20 or newer (https://nodejs.org).`)

if (!isInstalled()) await install()

const [script, ...args] = process.argv.slice(2)
if (!script) fail('Usage: node supabase/local/bootstrap.mjs <script.ts> [arguments]')
const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: privateEnvironment(),
})
// Ctrl-C reaches the whole terminal group; the child stops in order, and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

/** The stamp holds the lock file's hash: git sets new file times at every checkout, so times say nothing. */
function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function isInstalled() {
  if (!existsSync(join(root, 'node_modules', 'tsx', 'package.json'))) return false
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true
  // Installed by hand, or only the lock file's wording changed: npm's own record says what is there.
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record) || !matchesLock(record)) return false
  writeFileSync(stamp, lockHash())
  return true
}

function matchesLock(installedFile) {
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages ?? {}
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages ?? {}
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
}

async function install() {
  console.log('Installing what Fudian needs; the first time takes a minute or two …')
  // A lock file written where the registry lacks other systems' packages does not satisfy `npm ci`; `npm install` reads it more leniently.
  if ((await npm('ci')) !== 0 && (await npm('install', '--no-save')) !== 0)
    fail(
      'npm could not install; its words are above. Check the network and the registry (npm config get registry), then run this again.',
    )
  writeFileSync(stamp, lockHash())
}

async function npm(...args) {
  const startedAt = Date.now()
  // On a terminal npm shows its own progress; in a log this shows that work goes on.
  const progress = setInterval(() => {
    if (!process.stderr.isTTY) console.log(`  … npm ${args[0]}, ${Math.round((Date.now() - startedAt) / 1000)} s`)
  }, 15_000)
  const windows = process.platform === 'win32'
  const flags = ['--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error']
  const run = spawn(windows ? 'npm.cmd' : 'npm', [...args, ...flags], { cwd: root, stdio: 'inherit', shell: windows })
  const code = await new Promise((resolve) => {
    run.on('error', (error) =>
      fail(`npm could not be started: ${error.message}. It comes with Node; is it on the PATH?`),
    )
    run.on('exit', (code) => resolve(code ?? 1))
  })
  clearInterval(progress)
  return code
}

/** Nothing here reports usage to anybody. */
function privateEnvironment() {
  return { ...process.env, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1' }
}

function fail(message) {
  console.error(`\n✖ ${message}`)
  process.exit(1)
}
