import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repoRoot } from '../../supabase/local/paths.ts'

interface Manifest {
  allowScripts: Record<string, boolean>
}
interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string>; hasInstallScript?: boolean }>
}

const read = <T>(name: string) => JSON.parse(readFileSync(join(repoRoot, name), 'utf8')) as T

describe('a fresh clone', () => {
  it('finds the packages of every system in the lock file, or `npm ci` refuses it', () => {
    const { packages } = read<Lock>('package-lock.json')
    const present = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    expect(wanted.filter((name) => !present.has(name))).toEqual([])
  })

  it('says for every package with an install script whether it may run, for an npm that blocks them', () => {
    const { packages } = read<Lock>('package-lock.json')
    const { allowScripts } = read<Manifest>('package.json')
    const withScript = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)
    const names = withScript.map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect(names.filter((name) => allowScripts[name] === undefined)).toEqual([])
  })
})
