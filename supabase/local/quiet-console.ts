// Imported first, for its effect. Lite prints every refused request with its stack, and supabase-js warns about the version of Node
// as soon as it is loaded, both through the console; in a terminal they would bury what the developer has to read. They go to
// lite.log; our own words go to stdout and stderr directly.
import { join } from 'node:path'
import { logFile } from './log-file.ts'
import { defaultDataDir } from './paths.ts'

const log = logFile(join(defaultDataDir(), 'logs'), 'lite.log')
const text = (part: unknown) => (part instanceof Error ? (part.stack ?? part.message) : String(part))

for (const method of ['log', 'info', 'warn', 'error'] as const)
  console[method] = (...parts: unknown[]) => log(parts.map(text).join(' '))
