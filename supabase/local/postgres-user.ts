import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { userInfo } from 'node:os'
import { FriendlyError } from './friendly-error.ts'

/** PostgreSQL refuses to run as root; as root it runs as the system user `postgres`, who is created where missing. */
export interface ServerUser {
  uid?: number
  gid?: number
}

function idOf(flag: '-u' | '-g'): number | undefined {
  try {
    return Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
  } catch {
    return undefined
  }
}

/** The user the server runs as: nobody special, unless we are root. */
export function serverUser(): ServerUser {
  if (userInfo().uid !== 0) return {}
  if (idOf('-u') === undefined) {
    try {
      execFileSync('groupadd', ['--force', 'postgres'], { stdio: 'ignore' })
      execFileSync('useradd', ['--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'ignore' })
    } catch {
      throw new FriendlyError(
        'PostgreSQL does not run as root, and the system user "postgres" could not be created.\n' +
          '  Create it (useradd postgres), or run this as an ordinary user.',
      )
    }
  }
  const uid = idOf('-u')
  const gid = idOf('-g')
  if (uid === undefined || gid === undefined) throw new FriendlyError('The system user "postgres" could not be read.')
  return { uid, gid }
}

/** Makes a folder that the server's user owns. */
export function makeServerDir(dir: string, user: ServerUser): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (user.uid !== undefined && user.gid !== undefined) chownSync(dir, user.uid, user.gid)
}

/**
 * Where the cluster of a data folder lies: inside it, except that as root a checkout may lie in a closed folder such as /root,
 * into which the server's user cannot follow.
 */
export function clusterDirOf(dataDir: string, user: ServerUser = serverUser()): string {
  const inside = join(dataDir, 'postgres')
  if (!closedAncestor(inside, user)) return inside
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  return join('/var/tmp', `fudian-postgres-${name}`)
}

/** The first folder on the way to `path` that the server's user may not enter, if any. Only root has this problem. */
export function closedAncestor(path: string, user: ServerUser): string | undefined {
  if (user.uid === undefined) return undefined
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    const stat = statSync(dir, { throwIfNoEntry: false })
    if (stat && stat.uid !== user.uid && (stat.mode & 0o001) === 0) return dir
    if (dir === dirname(dir)) return undefined
  }
}
