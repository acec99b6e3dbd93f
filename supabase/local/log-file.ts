import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** A log in the data folder; each line gets the time. */
export function logFile(logsDir: string, name: string): (line: string) => void {
  mkdirSync(logsDir, { recursive: true })
  const file = join(logsDir, name)
  return (line) => appendFileSync(file, `${new Date().toISOString()} ${line}\n`)
}
