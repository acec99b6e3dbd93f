/** A grant, or an import with all its grants, as `grant_batches()` lists it. */
export interface Batch {
  batch_id: string
  kind: 'grant' | 'import' | 'schedule' | 'card'
  name: string | null
  programme_id: string
  programme_name: string
  translations: unknown
  members: number
  total_points: number
  created_at: string
  /** null for what a schedule or the platform granted. */
  granted_by_name: string | null
  revoked: 'no' | 'partly' | 'fully'
  state: 'open' | 'running' | 'done'
}

/** Where points are now: `unspent`, `spent`, `expired`, `returned` and `settled` make up what was granted. */
export interface Figures {
  unspent: number
  /** Net of refunds. */
  spent: number
  /** What came back from orders. */
  refunded: number
  expired: number
  /** Back in budgets. */
  returned: number
  /** Paid what people owed from an earlier, revoked grant. */
  settled: number
  /** Owed for this very batch: revoked after it was spent; a part of `spent`. Null while only a part of the batch is revoked. */
  debt: number | null
  debt_settled: number | null
}

export interface DepartmentFlow extends Figures {
  department_id: string
  name: string
  translations: unknown
  members: number
  granted: number
}

/** Groups too small to be shown by themselves, together. */
export interface MergedFlow extends Figures {
  departments: number
  members: number
  granted: number
}

export interface BatchFlow extends Batch {
  granted: number
  /** Fewer than five people: no figures, so that nobody's purchases can be guessed. */
  too_few: boolean
  figures: Figures | null
  departments: DepartmentFlow[]
  merged: MergedFlow | null
}

/** `returned_points` and `debt_points` are null where fewer than five people are concerned. */
export interface RevocationPreview {
  members: number
  granted: number
  returned_points: number | null
  debt_points: number | null
}

export interface Revoked {
  revocation_id: string
  members: number
  returned_points: number | null
  debt_points: number | null
}
