import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the repository; every other path is built from it. */
export const repoRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)))

export const supabaseDir = join(repoRoot, 'supabase')
export const localSourceDir = join(supabaseDir, 'local')
export const migrationsDir = join(supabaseDir, 'migrations')
export const seedDir = join(supabaseDir, 'seed')
export const mediaDir = join(seedDir, 'media')
export const functionsDir = join(supabaseDir, 'functions')
export const sharedDir = join(repoRoot, 'shared')

/** Where a developer's stack keeps its data; `FUDIAN_LOCAL_DIR` moves it. */
export function defaultDataDir(): string {
  const chosen = process.env['FUDIAN_LOCAL_DIR']
  if (!chosen) return join(repoRoot, '.local')
  return isAbsolute(chosen) ? chosen : resolve(process.cwd(), chosen)
}
