import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { repoRoot } from './paths.ts'

const cliFile = join(dirname(createRequire(import.meta.url).resolve('supabase/package.json')), 'dist', 'supabase.js')

/** Runs the Supabase CLI of node_modules in the repository; `inherit` shows its output as it comes. */
export function supabaseCli(args: string[], output: 'capture' | 'inherit' = 'capture'): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [cliFile, ...args], {
    cwd: repoRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_COLOR: '1' },
  })
}
