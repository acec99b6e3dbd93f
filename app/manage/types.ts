/** Names come in Simplified Chinese with their translations beside them; see `translated`. */
export interface Named {
  name: string
  translations: unknown
}

/** A budget within the caller's scope, as `my_budgets()` gives them: a tree in reading order. */
export interface Budget extends Named {
  account_id: string
  owner_kind: 'tenant' | 'department' | 'group'
  owner_id: string
  parent_id: string | null
  depth: number
  balance: number
  can_grant: boolean
  can_allocate: boolean
}

/** Whom the caller may grant to as a whole, as `grant_audiences()` gives them: everybody, departments in reading order, groups. */
export interface Audience extends Named {
  kind: 'everyone' | 'department' | 'group'
  id: string
  parent_id: string | null
  depth: number
  /** How many people would receive. */
  members: number
}

export interface Programme extends Named {
  id: string
  occasion: string
  validity_kind: 'fixed_date' | 'days' | 'months'
  validity_days: number | null
  validity_months: number | null
  valid_until: string | null
  scope: 'all' | 'categories' | 'products'
  scope_ids: string[]
  cap_points: number | null
  cap_period: 'ever' | 'year' | 'month'
}

export interface Person {
  id: string
  employee_no: string
  name: string
  /** null where the caller may not see the department. */
  departments: Named | null
}

/** One entry of `grant_points`: exactly one of the recipients. */
export type GrantEntry = { amount: number; note?: string } & (
  | { member_id: string }
  | { employee_no: string }
  | { department_id: string }
  | { group_id: string }
  | { everyone: true }
)

export interface GrantRequest {
  programme_id: string
  grants: GrantEntry[]
  /** null: whichever fits the recipients. */
  budget_account: string | null
}

export interface Problem {
  code: string
  details: Readonly<Record<string, unknown>> | null
}

/** What `preview_grant` answers. */
export interface GrantPreview {
  members: number
  total_points: number
  budget_account_id: string | null
  budget_available: number | null
  /** May be below zero: then the budget is short by as much. */
  budget_left: number | null
  expires_at: string | null
  recipients_twice: number
  settles_debts: number | null
  problems: (Problem & { index: number })[]
  refusal: Problem | null
}

export interface Granted {
  grant_id: string
  members: number
  total_points: number
  budget_account_id: string
  budget_left: number
}

/** What `allocate_budget` and `take_back_budget` answer. */
export interface BudgetMove {
  transaction_id: string
  from_balance: number
  to_account_id: string
  to_balance: number
}
