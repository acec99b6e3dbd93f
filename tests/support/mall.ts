import { inject } from 'vitest'
import type { TestStackFacts } from './start-test-stack.ts'

export interface MallFacts {
  /** The folder of the client built for the stack's address. */
  clientDir: string
  /** Where H5 is served; empty for other platforms. */
  h5Url: string
  stack: TestStackFacts
}

declare module 'vitest' {
  interface ProvidedContext {
    mall: MallFacts
  }
}

/** The mall this test run drives: its addresses, the stack behind it, the built client. */
export const mall = (): MallFacts => inject('mall')
