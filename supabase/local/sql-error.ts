import { relative } from 'node:path'
import pg from 'pg'
import { FriendlyError } from './friendly-error.ts'
import { repoRoot } from './paths.ts'

/** The comment that baseline.ts puts before each file's text; it leads from a place in the baseline back to the file to mend. */
export const sourceMarker = '-- source: '

/** A database error as the developer needs it: the place, the line's text, what is wrong. Other errors come back as they are. */
export function explainSqlError(error: unknown, sql: string, file: string): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  const details = [error.detail, error.hint, error.where].filter(Boolean).map((text) => `\n  ${text ?? ''}`)
  return new FriendlyError(
    `${place(error, sql, file)}: ${error.message} (${error.code ?? 'no code'})${details.join('')}`,
  )
}

function place(error: pg.DatabaseError, sql: string, file: string): string {
  const path = relative(repoRoot, file)
  const position = Number(error.position)
  if (!position) return path
  const lineNumber = sql.slice(0, position - 1).split('\n').length
  return `${path}:${lineNumber}\n  ${(sql.split('\n')[lineNumber - 1] ?? '').trim()}\n`
}

/** Runs SQL file by file where it says which files it is made of, so that an error names the file to mend. */
export async function runSql(client: pg.Client, sql: string, file: string): Promise<void> {
  const [head = '', ...parts] = sql.split(new RegExp(`^${sourceMarker}`, 'm'))
  const pieces = [
    { source: file, text: head },
    ...parts.map((part) => {
      const lineEnd = part.indexOf('\n')
      return { source: `${repoRoot}/${part.slice(0, lineEnd)}`, text: part.slice(lineEnd + 1) }
    }),
  ]
  for (const { source, text } of pieces) {
    try {
      await client.query(text)
    } catch (error) {
      throw explainSqlError(error, text, source)
    }
  }
}
