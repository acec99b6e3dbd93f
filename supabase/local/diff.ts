import './quiet-console.ts'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { FriendlyError, reportFailure } from './friendly-error.ts'
import { generateTypes, typesFile } from './generate-types.ts'
import { migrationsDir, repoRoot } from './paths.ts'
import { schemaDiff } from './schema-diff.ts'
import { startScratchDatabase } from './scratch-database.ts'

/** Writes a migration for what changed in supabase/schemas since the last one. For the time after the first release. */
async function main(): Promise<void> {
  const name = process.argv[2]
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name))
    throw new FriendlyError('Give the migration a name in lower case: npm run db:diff add_gift_packs')
  const scratch = await startScratchDatabase(mkdtempSync(join(tmpdir(), 'fudian-diff-')))
  try {
    const wanted = await scratch.fromSchemas('schemas')
    const difference = schemaDiff(await scratch.fromMigrations('postgres'), wanted)
    if (!difference) {
      process.stdout.write('The migrations already build what the schemas say.\n')
      return
    }
    const version = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const file = join(migrationsDir, `${version}_${name}.sql`)
    writeFileSync(file, `${difference}\n`)
    writeFileSync(typesFile, generateTypes(wanted))
    process.stdout.write(
      `Wrote ${relative(repoRoot, file)} and the types. Read it: a rename looks like a drop and an add.\n`,
    )
  } finally {
    await scratch.stop()
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => process.exit(reportFailure(error)),
)
