import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What other programs read from `.local/stack.json` to find a running stack. */
export interface StackFacts {
  apiUrl: string
  publishableKey: string
  secretKey: string
  /** As the role `postgres`, who owns the schema and is no superuser, as on hosted Supabase. */
  dbUrl: string
  /** As the superuser; for tests that set the clock, never for an application. */
  adminDbUrl: string
  functionsUrl: string
  studioUrl: string
  h5Url?: string
}

const fileOf = (dataDir: string) => join(dataDir, 'stack.json')

/** Written when everything answers; readable by its owner only. */
export function writeStackFile(dataDir: string, facts: StackFacts): void {
  writeFileSync(fileOf(dataDir), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
}

/** The facts of the stack that runs on this data folder, if one does. */
export function readStackFile(dataDir: string): StackFacts | undefined {
  return existsSync(fileOf(dataDir)) ? (JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as StackFacts) : undefined
}

/** Taken away when the stack stops, so that nobody calls in vain. */
export function removeStackFile(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true })
}
