import './quiet-console.ts'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { adviceNotAllowed } from './advisors.ts'
import { baselineFile, baselineText } from './baseline.ts'
import { reportFailure } from './friendly-error.ts'
import { generateTypes, typesFile } from './generate-types.ts'
import { listMigrations } from './migrate.ts'
import { repoRoot } from './paths.ts'
import { schemaDiff } from './schema-diff.ts'
import { startScratchDatabase } from './scratch-database.ts'

/** A check gives what is wrong, as lines; no line means that all is well. */
type Check = () => Promise<string[]> | string[]

async function main(): Promise<number> {
  const scratch = await startScratchDatabase(mkdtempSync(join(tmpdir(), 'fudian-check-')))
  let failed = 0
  let passed = 0
  const check = async (title: string, work: Check) => {
    const startedAt = Date.now()
    const problems = await work()
    if (problems.length > 0) failed++
    else passed++
    process.stdout.write(
      `${problems.length > 0 ? '✖' : '✔'} ${title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`,
    )
    for (const problem of problems) process.stdout.write(`    ${problem.replaceAll('\n', '\n    ')}\n`)
  }
  try {
    const migrated = await scratch.fromMigrations('postgres')
    await check('the migrations build what the schemas say', async () => {
      if (onlyBaseline() && readFileSync(baselineFile, 'utf8') === baselineText()) return []
      if (onlyBaseline())
        return [`${relative(repoRoot, baselineFile)} is not the schemas’ text any more. Run: npm run db:baseline`]
      const difference = schemaDiff(migrated, await scratch.fromSchemas('schemas'))
      return difference ? [`Missing in the migrations; run: npm run db:diff NAME\n${difference}`] : []
    })
    await check('shared/database.types.ts is current', () =>
      existsSync(typesFile) && readFileSync(typesFile, 'utf8') === generateTypes(migrated)
        ? []
        : ['It differs from the schema. Run: npm run db:baseline'],
    )
    await check('the advisors find nothing that is not allowed with a reason', () => adviceNotAllowed(migrated))
  } finally {
    await scratch.stop()
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed > 0 ? 1 : 0
}

/** Until the first release the schemas' own text is the only migration, and comparing texts says all. */
const onlyBaseline = () => listMigrations().length === 1 && existsSync(baselineFile)

main().then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(reportFailure(error)),
)
