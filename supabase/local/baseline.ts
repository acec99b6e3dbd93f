import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsDir, repoRoot } from './paths.ts'
import { loadProjectConfig, schemaFiles } from './project-config.ts'
import { sourceMarker } from './sql-error.ts'

/** Until the first release there is one migration, made from supabase/schemas; its date never changes. */
export const baselineFile = join(migrationsDir, '20261121000000_baseline.sql')

/** The text of the baseline: every schema file in the order of config.toml. */
export function baselineText(): string {
  const files = schemaFiles(loadProjectConfig())
  const parts = files.map((file) => `${sourceMarker}${file}\n${readFileSync(join(repoRoot, file), 'utf8').trim()}\n`)
  return [
    '-- Generated from supabase/schemas by `npm run db:baseline`; change the schemas, not this file.\n',
    '-- Functions may call others that come later in the file.\nset check_function_bodies = off;\n',
    ...parts,
  ].join('\n')
}

/** Writes the baseline migration. */
export function writeBaseline(): void {
  mkdirSync(migrationsDir, { recursive: true })
  writeFileSync(baselineFile, baselineText())
}
