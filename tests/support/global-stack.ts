import type { TestProject } from 'vitest/node'
import { namedProject, startTemporaryStack } from './start-test-stack.ts'

/**
 * Vitest's global set-up: one stack for all files of the run. SUPABASE_URL and its keys name another project to test.
 * A file of its own, because a global set-up must not import `vitest`, which stack.ts does.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const named = namedProject()
  if (named) {
    project.provide('stack', named)
    return async () => undefined
  }
  const { stop, ...facts } = await startTemporaryStack({})
  project.provide('stack', facts)
  return stop
}
