import { inject } from 'vitest'
import type { TestStackFacts, TestStackOptions } from './start-test-stack.ts'

declare module 'vitest' {
  interface ProvidedContext {
    stack: TestStackFacts
  }
}

/** Where the stack of this test run answers. Only in the projects that have one: db, api, functions. */
export const stackFacts = (): TestStackFacts => inject('stack')

/** Starts a stack of one's own with the demo data: temporary folder, free ports, no fsync. The caller stops it. */
export async function startTestStack(
  options: TestStackOptions = {},
): Promise<TestStackFacts & { stop: () => Promise<void> }> {
  // Loaded only here: tests that just read the facts need not load PostgreSQL, lite and Deno with them.
  const { startTemporaryStack } = await import('./start-test-stack.ts')
  return startTemporaryStack(options)
}
