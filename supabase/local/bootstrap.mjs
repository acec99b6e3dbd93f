// The way in on a fresh clone, where nothing is installed yet: checks Node, installs what is missing, runs the given script with tsx.
// Depends on nothing but Node. Usage: node supabase/local/bootstrap.mjs <script.ts> [arguments]
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const stamp = join(root, 'node_modules', '.fudian-installed')

const major = Number(process.versions.node.split('.')[0])
if (major < 20) fail(`Node ${process.versions.node} is too old; Fudian needs Node 20 or newer (https://nodejs.org).`)

if (!isInstalled()) install()

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
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockHash()
  // Installed by hand: npm's own record is as good as ours while it is newer than nothing we know of.
  const installedBy = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedBy) || !matchesLock(installedBy)) return false
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

function install() {
  console.log('Installing what Fudian needs (npm ci); the first time takes a minute or two …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const run = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (run.error) fail(`npm could not be started: ${run.error.message}. It comes with Node; is it on the PATH?`)
  if (run.status !== 0)
    fail(
      '`npm ci` failed; its words are above. Check the network and the registry (npm config get registry), then run this again.',
    )
  writeFileSync(stamp, lockHash())
}

/** Nothing here reports usage to anybody. */
function privateEnvironment() {
  return { ...process.env, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1' }
}

function fail(message) {
  console.error(`\n✖ ${message}`)
  process.exit(1)
}
