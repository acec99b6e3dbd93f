import { parseArgs } from 'node:util'
import { FriendlyError } from '../../supabase/local/friendly-error.ts'

export const parts = ['orders', 'hot-sku', 'bytes', 'grants', 'statement', 'lists', 'verify'] as const
export type Part = (typeof parts)[number]

/** How large a run is; `--brief` shrinks everything so that it ends in a few minutes. */
export interface BenchOptions {
  brief: boolean
  only: Part[]
  /** Seconds that each load runs. */
  seconds: number
  /** How often each load is repeated; loads that are compared take turns. */
  rounds: number
  clients: number[]
  /** Transfers of the ledger that is verified. */
  transfers: number
  /** Rows behind the lists under row-level security, and the companies they belong to. */
  rows: number
  tenants: number
}

/** Reads the command line. Throws FriendlyError for what it doesn't know. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parse(args)
  const brief = values.brief ?? false
  const only = (values.only?.split(',') ?? parts) as Part[]
  const unknown = only.filter((part) => !parts.includes(part))
  if (unknown.length > 0)
    throw new FriendlyError(`There is no benchmark "${unknown.join(', ')}". Known: ${parts.join(', ')}.`)
  const number = (name: 'seconds' | 'transfers' | 'rows', otherwise: number) => {
    const value = Number(values[name] ?? otherwise)
    if (Number.isInteger(value) && value > 0) return value
    throw new FriendlyError(`--${name} takes a whole number above zero.`)
  }
  return {
    brief,
    only,
    seconds: number('seconds', brief ? 4 : 12),
    rounds: brief ? 1 : 3,
    clients: brief ? [1, 20] : [1, 8, 20, 100],
    transfers: number('transfers', brief ? 200_000 : 10_000_000),
    rows: number('rows', brief ? 100_000 : 1_000_000),
    tenants: brief ? 100 : 1_000,
  }
}

function parse(args: string[]) {
  const options = {
    brief: { type: 'boolean' },
    only: { type: 'string' },
    seconds: { type: 'string' },
    transfers: { type: 'string' },
    rows: { type: 'string' },
  } as const
  try {
    return parseArgs({ args, options })
  } catch (error) {
    throw new FriendlyError(
      `${error instanceof Error ? error.message : String(error)}\nnpm run bench -- [--brief] [--only ${parts.join(',')}] [--seconds 12] [--transfers 10000000] [--rows 1000000]`,
    )
  }
}
