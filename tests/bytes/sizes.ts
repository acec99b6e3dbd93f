import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Every file below a folder, as paths relative to it. */
export function filesIn(folder: string): string[] {
  const walk = (at: string): string[] =>
    readdirSync(at).flatMap((name) => {
      const path = join(at, name)
      return statSync(path).isDirectory() ? walk(path) : [relative(folder, path)]
    })
  return walk(folder)
}

/** Bytes of a mini-program's main package and of each sub-package, by its root. */
export function packageSizes(root: string): Record<string, number> {
  const app = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')) as { subPackages?: { root: string }[] }
  const roots = (app.subPackages ?? []).map((part) => part.root.replace(/\/$/, ''))
  const sizes: Record<string, number> = { main: 0 }
  for (const file of filesIn(root)) {
    const owner = roots.find((part) => file.startsWith(`${part}/`)) ?? 'main'
    sizes[owner] = (sizes[owner] ?? 0) + statSync(join(root, file)).size
  }
  return sizes
}

/** The scripts a browser fetches before the first page shows: the entry's graph and that page's chunk with its own. */
export function firstScreenScripts(root: string, page: string): string[] {
  const html = readFileSync(join(root, 'index.html'), 'utf8')
  const entries = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map((match) => join('.', match[1] ?? ''))
  const chunk = filesIn(root).find((file) => file.startsWith(`assets/${page}.`) && file.endsWith('.js'))
  if (!chunk) throw new Error(`No chunk of the page ${page} in ${root}`)
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const code = readFileSync(join(root, file), 'utf8')
    for (const [, imported] of code.matchAll(/\b(?:from|import)\s*"(\.{1,2}\/[^"]+\.js)"/g)) {
      visit(join(dirname(file), imported ?? ''))
    }
  }
  for (const file of [...entries, chunk]) visit(file)
  return [...seen]
}

/** Bytes of the files as a server sends them. */
export function gzipped(root: string, files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file)), { level: 9 }).length, 0)
}
