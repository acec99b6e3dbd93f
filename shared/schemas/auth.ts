import { z } from 'zod'

/** Text that Postgres can keep: neither NUL nor half a surrogate pair, which would fail deep inside instead of being refused. */
const text = z.string().refine((value) => !/\0|\p{Surrogate}/u.test(value), 'not text')

/** `POST /functions/v1/auth/card`: number and PIN as typed; how they are read is in `shared/card-number.ts`. */
export const cardSignInRequest = z.strictObject({
  card_no: text.min(1).max(64),
  pin: text.min(1).max(64),
})

/** `POST /functions/v1/auth/activate`: accepting an invitation. The password's 72 bytes are all that bcrypt reads. */
export const activationRequest = z.strictObject({
  tenant_code: text.trim().toLowerCase().min(1).max(64),
  employee_no: text.trim().min(1).max(64),
  invite_code: text.trim().min(1).max(64),
  password: text.min(1).refine((password) => new TextEncoder().encode(password).length <= 72, 'at most 72 bytes'),
})

export type CardSignInRequest = z.infer<typeof cardSignInRequest>
export type ActivationRequest = z.infer<typeof activationRequest>

/** The address under which a member signs in by password: made of company code and employee number, receives no mail. */
export function memberEmail(tenantCode: string, employeeNo: string): string {
  return `${employeeNo}@${tenantCode}.members.invalid`.toLowerCase()
}

/** The address of the account behind a card's guest sessions. */
export function cardEmail(cardId: string): string {
  return `card-${cardId}@cards.invalid`
}

/** Whether a password is too easy: shorter than ten characters, or the employee number itself. */
export function isWeakPassword(password: string, employeeNo: string): boolean {
  return [...password].length < 10 || password.trim().toLowerCase() === employeeNo.trim().toLowerCase()
}
