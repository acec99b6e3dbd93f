import { activationRequest, isWeakPassword, memberEmail } from '../../../shared/schemas/auth.ts'
import type { Backend } from './backend.ts'
import { readBody } from './read-body.ts'
import { answer, Refusal } from './respond.ts'

/**
 * `POST /auth/activate`: an invitation for an account with a password. The invitation stays valid until the member is tied to an
 * account, so a call that failed half-way can be made again: it finds the account it made and goes on. Of two calls at once,
 * both end at the one account that bears the member's address.
 */
export async function activate(request: Request, source: string, backend: Backend): Promise<Response> {
  const { password, ...invite } = await readBody(request, activationRequest)
  if (isWeakPassword(password, invite.employee_no)) throw new Refusal('weak_password')
  const result = await backend.redeemInvite(invite, source)
  if (result.outcome === 'too_many_attempts')
    throw new Refusal('too_many_attempts', { retry_after: result.retry_after })
  if (result.outcome !== 'redeemed') throw new Refusal(result.outcome)

  const email = memberEmail(invite.tenant_code, invite.employee_no)
  const userId = await accountWithPassword(email, password, backend)
  if (!(await backend.linkMemberUser(result.member_id, userId))) throw new Refusal('account_exists')
  return answer({ email })
}

async function accountWithPassword(email: string, password: string, backend: Backend): Promise<string> {
  const made = await backend.createAccount(email, password)
  if (made !== 'exists') return made.userId
  const { userId } = await backend.issueToken(email)
  await backend.setPassword(userId, password)
  return userId
}
