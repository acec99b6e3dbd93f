import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { supabaseCli } from './cli.ts'
import { localSourceDir } from './paths.ts'

const advice = z.object({ name: z.string(), level: z.string(), detail: z.string(), cacheKey: z.string() })
const report = z.object({ results: z.array(advice) })

/** Advice that is known and accepted; `matches` is a regular expression for its key, so that the same lint still warns elsewhere. */
const allowances = z.array(z.object({ name: z.string(), matches: z.string(), reason: z.string().min(20) }))

/** What the Supabase advisors (security and performance lints) find at level warning or error and the list does not allow. */
export function adviceNotAllowed(dbUrl: string): string[] {
  const run = supabaseCli([
    'db',
    'advisors',
    `--remote=${dbUrl}`,
    '--level',
    'warn',
    '--fail-on',
    'none',
    '--output-format',
    'json',
  ])
  if (run.status !== 0) return [`supabase db advisors failed:\n${run.stderr}`]
  const allowed = allowances.parse(JSON.parse(readFileSync(join(localSourceDir, 'advisors-allowed.json'), 'utf8')))
  const used = new Set<string>()
  const problems = report.parse(JSON.parse(run.stdout)).results.flatMap(({ name, level, detail, cacheKey }) => {
    const allowance = allowed.find((each) => each.name === name && new RegExp(each.matches).test(cacheKey))
    if (allowance) used.add(allowance.matches)
    return allowance ? [] : [`${level} ${name}: ${detail} [${cacheKey}]`]
  })
  const unused = allowed.filter(({ matches }) => !used.has(matches))
  return [
    ...problems,
    ...unused.map(({ name, matches }) => `advisors-allowed.json: nothing matches ${name} ${matches} any more`),
  ]
}
