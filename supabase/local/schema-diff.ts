import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { supabaseCli } from './cli.ts'
import { FriendlyError } from './friendly-error.ts'

/** The SQL that turns the first database into the second, by the Supabase CLI; empty when they are the same. */
export function schemaDiff(fromUrl: string, toUrl: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'fudian-schema-diff-'))
  // Into a file: on its standard output the CLI mixes the SQL with warnings.
  const file = join(folder, 'diff.sql')
  try {
    const run = supabaseCli([
      'db',
      'diff',
      '--from',
      fromUrl,
      '--to',
      toUrl,
      '--schema',
      'public,private,extensions',
      '--output',
      file,
    ])
    if (run.status !== 0) throw new FriendlyError(`supabase db diff failed:\n${run.stderr}`)
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
