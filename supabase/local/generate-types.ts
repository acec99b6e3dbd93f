import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { supabaseCli } from './cli.ts'
import { FriendlyError } from './friendly-error.ts'
import { sharedDir } from './paths.ts'

export const typesFile = join(sharedDir, 'database.types.ts')

/** The TypeScript types of what the API shows, read from a migrated database by the Supabase CLI. */
export function generateTypes(dbUrl: string): string {
  const run = supabaseCli(['gen', 'types', '--lang=typescript', '--schema', 'public', `--remote=${dbUrl}`])
  if (run.status !== 0 || !run.stdout.includes('export type Database'))
    throw new FriendlyError(`The types could not be generated:\n${run.stderr}`)
  // Where TLS is off, the CLI writes its warning to the same stream, before the types.
  return run.stdout.slice(run.stdout.indexOf('export type Json'))
}

/** Writes shared/database.types.ts when it changed, so that watchers are not woken for nothing. */
export function writeTypes(dbUrl: string): void {
  const text = generateTypes(dbUrl)
  let current = ''
  try {
    current = readFileSync(typesFile, 'utf8')
  } catch {
    // It is not there yet.
  }
  if (text !== current) writeFileSync(typesFile, text)
}
