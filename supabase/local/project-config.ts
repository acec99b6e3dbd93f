import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'
import { repoRoot, supabaseDir } from './paths.ts'

const projectConfig = z.object({
  api: z.object({ schemas: z.array(z.string()), extra_search_path: z.array(z.string()), max_rows: z.number() }),
  db: z.object({ migrations: z.object({ schema_paths: z.array(z.string()) }) }),
  auth: z.object({
    jwt_expiry: z.number(),
    enable_signup: z.boolean(),
    minimum_password_length: z.number(),
    email: z.object({ enabled: z.boolean(), enable_confirmations: z.boolean() }),
  }),
  functions: z.record(z.string(), z.object({ verify_jwt: z.boolean().default(true) })).default({}),
})

export type ProjectConfig = z.infer<typeof projectConfig>

/** What the embedded stack needs of supabase/config.toml, the file the Supabase CLI reads as well. */
export function loadProjectConfig(): ProjectConfig {
  return projectConfig.parse(parse(readFileSync(join(supabaseDir, 'config.toml'), 'utf8')))
}

/** Files that match `schema_paths`, pattern by pattern, each pattern's in name order; relative to the repository. */
export function schemaFiles(config: ProjectConfig): string[] {
  const found = config.db.migrations.schema_paths.flatMap((pattern) =>
    expand(
      supabaseDir,
      pattern.split('/').filter((part) => part !== '.' && part !== ''),
    ),
  )
  return [...new Set(found)].map((file) => relative(repoRoot, file).replaceAll('\\', '/'))
}

function expand(dir: string, [segment, ...rest]: string[]): string[] {
  if (segment === undefined || !existsSync(dir)) return []
  const matcher = new RegExp(`^${segment.split('*').map(escapeForRegExp).join('[^/]*')}$`)
  const names = readdirSync(dir)
    .filter((name) => matcher.test(name))
    .sort()
  if (rest.length > 0)
    return names.flatMap((name) => (isDirectory(join(dir, name)) ? expand(join(dir, name), rest) : []))
  return names.map((name) => join(dir, name)).filter((path) => !isDirectory(path))
}

const isDirectory = (path: string) => statSync(path).isDirectory()
const escapeForRegExp = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
