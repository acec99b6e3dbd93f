import { rpc } from '../../core/api/call'
import type { Page } from '../../core/state/use-paged-list'
import type { Batch, BatchFlow } from './types'

interface BatchPage {
  batches: Batch[]
  next: string | null
}

/** A page of the grants within the caller's scope, newest first. Throws AppError: `not_permitted`. */
export async function loadBatches(after: string | null): Promise<Page<Batch, string>> {
  const { batches, next } = await rpc<'grant_batches', BatchPage>('grant_batches', after ? { before: after } : {})
  return { items: batches, next }
}

/** Where the points of a batch are now. Throws AppError: `grant_not_found`, `not_permitted`. */
export function loadFlow(batchId: string): Promise<BatchFlow> {
  return rpc<'batch_flow', BatchFlow>('batch_flow', { batch_id: batchId })
}
