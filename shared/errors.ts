/**
 * Every error code that can reach a client: what the server raises, what GoTrue and PostgREST answer where their
 * meaning is ours too, and what the client itself finds out. Clients branch on the code and never on a text; the
 * words for people are in `app/core/i18n`. `docs/error-codes.md` is generated from this file (see `errorTable`).
 *
 * `status` is the HTTP status that comes with the code (0: there was no answer), `when` says when it happens,
 * `details` names the keys of the details that come with it.
 */
export interface ErrorEntry {
  readonly status: number
  readonly when: string
  readonly details?: readonly string[]
}

/** Raised by database functions (`private.fail`) and returned by edge functions. */
export const SERVER_ERRORS = {
  not_signed_in: { status: 401, when: 'The call needs a session and there is none.' },
  not_permitted: { status: 403, when: 'The caller has no right to this action, or the account is nobody’s.' },
  member_suspended: { status: 403, when: 'The member is suspended.' },
  member_departed: { status: 403, when: 'The member has left the company.' },
  tenant_suspended: { status: 403, when: 'The company’s mall is closed for the time being.' },
  card_frozen: { status: 403, when: 'The card or its batch is frozen (at sign-in: said only after the right PIN).' },
  card_expired: { status: 403, when: 'The card’s validity is over (at sign-in: said only after the right PIN).' },
  card_not_active: { status: 403, when: 'The card is not valid yet (at sign-in: said only after the right PIN).' },
  card_void: { status: 403, when: 'The card was declared void (at sign-in: said only after the right PIN).' },

  invalid_request: {
    status: 400,
    when: 'The request cannot be read: malformed JSON, a missing or unknown field, a value out of its range.',
    details: ['field', 'problem'],
  },
  invalid_quantity: { status: 400, when: 'A quantity is not a whole number from 1 to 999.' },
  empty_order: { status: 400, when: 'An order or a quote without lines.' },
  invalid_amount: {
    status: 400,
    when: 'An amount of points is not a whole number above zero, or too large.',
    details: ['index'],
  },

  offer_unavailable: { status: 409, when: 'The buyer may not (or no longer) buy this SKU.', details: ['sku_id'] },
  price_changed: { status: 409, when: 'The price is not the one the buyer saw.', details: ['lines'] },
  purchase_limit_exceeded: {
    status: 409,
    when: 'More than one order or one buyer may have of this SKU.',
    details: ['sku_id', 'limit', 'already'],
  },
  out_of_stock: { status: 409, when: 'Fewer units are left than were asked for.', details: ['sku_id', 'available'] },
  insufficient_points: {
    status: 402,
    when: 'The points that may pay for this do not suffice.',
    details: ['needed', 'available'],
  },
  points_expired: {
    status: 402,
    when: 'The points would have sufficed, but some of them have expired.',
    details: ['needed', 'available', 'expired'],
  },
  address_required: { status: 400, when: 'The order contains goods to be delivered and names no address.' },
  address_not_found: { status: 404, when: 'There is no such address of this buyer.' },
  order_not_found: { status: 404, when: 'There is no such order of this buyer.' },
  order_not_cancellable: { status: 409, when: 'The order is past the point of cancelling.', details: ['state'] },
  pack_not_found: { status: 404, when: 'The caller holds no such pack, or the company has none such to give.' },
  pack_closed: { status: 409, when: 'The pack is a draft, closed, or over: it is not given any more.' },
  pack_incomplete: {
    status: 409,
    when: 'The pack cannot be opened for grants yet: what is missing is listed.',
    details: ['problems'],
  },
  pack_expired: { status: 409, when: 'The time to choose from the pack is over.' },
  pack_used_up: { status: 409, when: 'Everything was chosen from the pack.' },
  choice_not_in_pack: {
    status: 409,
    when: 'The section of the pack does not contain this item.',
    details: ['section_no', 'sku_id'],
  },
  choose_fewer: {
    status: 409,
    when: 'More was chosen than the section, or the item in it, allows (sku_id null: the section).',
    details: ['section_no', 'sku_id', 'limit'],
  },
  choose_more: {
    status: 409,
    when: 'The choice leaves no room for an item of which so many must be among the chosen.',
    details: ['section_no', 'sku_id', 'limit'],
  },
  swap_not_allowed: {
    status: 409,
    when: 'The item may not be swapped for this one (reason: not_in_this_pack, in_stock, not_offered, worth_more).',
    details: ['sku_id', 'reason'],
  },
  idempotency_mismatch: { status: 409, when: 'The idempotency key was used before for another request.' },

  out_of_scope: { status: 403, when: 'The operator’s role does not reach this department, group, budget or person.' },
  programme_not_found: { status: 404, when: 'There is no such programme in this company.' },
  programme_closed: { status: 409, when: 'The programme is closed for grants.' },
  member_not_found: {
    status: 404,
    when: 'There is no such active or invited member in this company.',
    details: ['index'],
  },
  department_not_found: { status: 404, when: 'There is no such department in this company.', details: ['index'] },
  run_not_found: { status: 404, when: 'There is no such run of the expiry of points in this company.' },
  undo_too_late: { status: 409, when: 'Expired points can be given back for seven days.' },
  own_account: { status: 409, when: 'Nobody ends their own membership.' },
  already_departed: { status: 409, when: 'The member has left before.' },
  already_undone: { status: 409, when: 'These expired points were given back before.' },
  lot_not_found: { status: 404, when: 'There is no such lot of this holder.' },
  group_not_found: { status: 404, when: 'There is no such group in this company.', details: ['index'] },
  grant_not_found: { status: 404, when: 'There is no such grant or import that this operator may look at.' },
  account_not_found: { status: 404, when: 'There is no such budget account in this company.' },
  grant_cap_exceeded: {
    status: 409,
    when: 'Somebody would receive more than the programme allows one person.',
    details: ['index', 'cap', 'already'],
  },
  already_revoked: { status: 409, when: 'The grant has been revoked already, for everybody named.' },
  insufficient_budget: {
    status: 402,
    when: 'The budget does not cover the points to be issued or passed on.',
    details: ['needed', 'available'],
  },

  company_not_found: { status: 404, when: 'A row of an import names a company code that there is not.' },
  import_not_found: { status: 404, when: 'There is no such import that the operator may work with.' },
  duplicate_row: {
    status: 409,
    when: 'The person stands in an earlier row of the same import.',
    details: ['row'],
  },
  schedule_not_found: { status: 404, when: 'There is no such schedule in this company.' },
  name_taken: { status: 409, when: 'Another one in the company has this name.' },

  card_batch_not_found: { status: 404, when: 'There is no such batch of cards.' },
  card_batch_closed: { status: 409, when: 'The batch is frozen, void or past its validity: no cards are issued.' },

  card_batch_issued: { status: 409, when: 'There are cards of this batch: what they promise cannot be changed.' },
  card_issue_not_found: { status: 404, when: 'There is no such issue of cards that the caller may work with.' },
  card_issue_not_ready: { status: 409, when: 'The cards of this part of the list are not all made yet.' },
  card_not_found: { status: 404, when: 'There is no such card that the caller may act on.' },
  card_not_replaceable: {
    status: 409,
    when: 'The card is void, expired or replaced already.',
    details: ['status'],
  },
  already_exported: {
    status: 409,
    when: 'This part of the list has left; its PINs are nowhere any more. Replace the cards, or issue others.',
  },

  card_credentials_invalid: { status: 401, when: 'No such card, or the wrong PIN: the same answer for both.' },
  too_many_attempts: {
    status: 429,
    when: 'Too many failed attempts for this card, invitation or network: wait, then try again.',
    details: ['retry_after'],
  },
  invite_invalid: {
    status: 401,
    when: 'Unknown company, employee number or invitation code, or a used or outdated code: the same answer for all.',
  },
  weak_password: { status: 422, when: 'The password is shorter than 10 characters or is the employee number.' },
  account_exists: { status: 409, when: 'The member has an account already.' },
  route_not_found: { status: 404, when: 'The edge function has no such route.' },
  method_not_allowed: { status: 405, when: 'The route takes another HTTP method.' },
  payload_too_large: { status: 413, when: 'The body is larger than the route takes.' },
  unsupported_media_type: { status: 415, when: 'The body is not application/json.' },
  unexpected: { status: 500, when: 'Something failed that should not: nothing was changed, trying again is safe.' },
} as const satisfies Record<string, ErrorEntry>

/** Codes that no function of ours raises: GoTrue answers them, or the client finds them out. */
export const CLIENT_ERRORS = {
  invalid_credentials: { status: 400, when: 'GoTrue: unknown account or wrong password, the same answer for both.' },
  session_expired: { status: 401, when: 'The session is over and could not be renewed: sign in again.' },
  offline: { status: 0, when: 'The device has no connection.' },
  timeout: { status: 0, when: 'No answer in time: whether the call took effect is not known.' },
} as const satisfies Record<string, ErrorEntry>

/** The whole registry. */
export const ERRORS = { ...SERVER_ERRORS, ...CLIENT_ERRORS }

export type ServerErrorCode = keyof typeof SERVER_ERRORS
export type ErrorCode = keyof typeof ERRORS

/** Whether a text from outside is a code of the registry. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code)
}

/** The body of a refusal by an edge function. */
export interface ErrorBody {
  code: ServerErrorCode
  message: string
  details: Record<string, unknown> | null
}
