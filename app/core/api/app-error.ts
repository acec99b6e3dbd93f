import type { ErrorCode } from '../../../shared/errors'

/** The one error that the client's API throws. Branch on `code`, show it with `errorWords`. */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    /** A code of `shared/errors.ts`. */
    readonly code: ErrorCode,
    /** The HTTP status, 0 where no answer came. */
    readonly status: number,
    /** What the API says about this failure, e.g. `{ needed, available }`. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code)
  }
}
