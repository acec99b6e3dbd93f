import './quiet-console.ts'
import { join } from 'node:path'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { writeBaseline } from './baseline.ts'
import { reportFailure } from './friendly-error.ts'
import { writeTypes } from './generate-types.ts'
import { startScratchDatabase } from './scratch-database.ts'

async function main(): Promise<void> {
  writeBaseline()
  const scratch = await startScratchDatabase(mkdtempSync(join(tmpdir(), 'fudian-baseline-')))
  try {
    writeTypes(await scratch.fromMigrations('postgres'))
  } finally {
    await scratch.stop()
  }
  process.stdout.write('Wrote the baseline migration and shared/database.types.ts.\n')
}

main().then(
  () => process.exit(0),
  (error: unknown) => process.exit(reportFailure(error)),
)
