import { defineConfig } from 'vitest/config'
import clientProjects from './tests/app/vitest.project'

const ownStack = { globalSetup: ['tests/support/global-stack.ts'], testTimeout: 30_000, hookTimeout: 60_000 }

/** A stack, and the client built for it: slow to open, and one at a time on a small machine. */
const builtClient = (setup: string) => ({
  globalSetup: [setup],
  fileParallelism: false,
  testTimeout: 90_000,
  hookTimeout: 180_000,
})

/** A folder per kind of test; those against the database share one stack. Component tests bring their own project (uni-app's `#ifdef`, a DOM). */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/{unit,shared}/**/*.test.ts'] } },
      { test: { name: 'db', include: ['tests/{db,api,functions}/**/*.test.ts'], ...ownStack } },
      { test: { name: 'stack', include: ['tests/stack/**/*.test.ts'], testTimeout: 240_000, hookTimeout: 120_000 } },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...builtClient('tests/e2e/setup.ts') } },
      {
        test: {
          name: 'miniprogram',
          include: ['tests/miniprogram/**/*.test.ts'],
          ...builtClient('tests/miniprogram/setup.ts'),
        },
      },
      ...clientProjects,
    ],
    reporters: process.stdout.isTTY ? ['default'] : ['dot'],
  },
})
