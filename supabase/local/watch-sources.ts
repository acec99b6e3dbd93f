import { existsSync, watch, type FSWatcher } from 'node:fs'
import { functionsDir, sharedDir } from './paths.ts'

const settleMs = 150

/** Calls back with the name of the function whose source changed, or without one when something that all share did. Gives the way to stop. */
export function watchSources(onChange: (name?: string) => void): () => void {
  const changed = new Set<string | undefined>()
  let timer: NodeJS.Timeout | undefined
  const note = (name: string | undefined) => {
    changed.add(name)
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (changed.has(undefined)) onChange()
      else for (const each of changed) onChange(each)
      changed.clear()
    }, settleMs)
  }
  const watchers: FSWatcher[] = []
  if (existsSync(functionsDir))
    watchers.push(
      watch(functionsDir, { recursive: true }, (_event, file) => {
        const [folder = '', ...inside] = (file ?? '').split(/[\\/]/)
        note(inside.length > 0 && !folder.startsWith('_') ? folder : undefined)
      }),
    )
  if (existsSync(sharedDir)) watchers.push(watch(sharedDir, { recursive: true }, () => note(undefined)))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
