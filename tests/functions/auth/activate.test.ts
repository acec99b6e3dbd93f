import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { handle } from '../../../supabase/functions/auth/router.ts'
import { FakeBackend, post } from './fake-backend.ts'

const invite = { tenant_code: 'Xinghe ', employee_no: 'E1001', invite_code: 'ABCDE-12345', password: 'moon over lake' }
const email = 'e1001@xinghe.members.invalid'
const memberId = randomUUID()

function backendWithInvite(): FakeBackend {
  const backend = new FakeBackend()
  backend.inviteOutcome = { outcome: 'redeemed', member_id: memberId }
  return backend
}

describe('POST /activate', () => {
  it('makes the account and ties the member to it', async () => {
    const backend = backendWithInvite()
    const response = await handle(post('/activate', invite), backend)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ email })
    expect(backend.accounts.get(email)?.password).toBe(invite.password)
    expect(backend.members.get(memberId)).toBe(backend.accounts.get(email)?.userId)
  })

  it.each([
    ['too short', 'nine char'],
    ['the employee number', '1234567890'],
  ])('refuses a password that is %s before the invitation is looked at', async (_, password) => {
    const backend = backendWithInvite()
    const redeem = vi.spyOn(backend, 'redeemInvite')
    const response = await handle(post('/activate', { ...invite, employee_no: '1234567890', password }), backend)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'weak_password' })
    expect(redeem).not.toHaveBeenCalled()
  })

  it('refuses a password of which bcrypt would ignore the end', async () => {
    const response = await handle(post('/activate', { ...invite, password: '月'.repeat(25) }), backendWithInvite())
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request', details: { field: 'password' } })
  })

  it.each([
    ['invite_invalid', 401],
    ['account_exists', 409],
  ] as const)('hands on %s and makes no account', async (outcome, status) => {
    const backend = new FakeBackend()
    backend.inviteOutcome = { outcome }
    const response = await handle(post('/activate', invite), backend)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code: outcome })
    expect(backend.accounts.size).toBe(0)
  })

  it.each(['createAccount', 'linkMemberUser', 'setPassword'] as const)(
    'can be made again after %s failed',
    async (step) => {
      const backend = backendWithInvite()
      if (step === 'setPassword') backend.accounts.set(email, { userId: randomUUID(), password: 'from an earlier try' })
      backend.failNext = step
      const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
      expect((await handle(post('/activate', invite), backend)).status).toBe(500)
      log.mockRestore()
      expect((await handle(post('/activate', invite), backend)).status).toBe(200)
      expect(backend.accounts.size).toBe(1)
      expect(backend.accounts.get(email)?.password).toBe(invite.password)
    },
  )

  it('ends at one account when it is called twice at once', async () => {
    const backend = backendWithInvite()
    const answers = await Promise.all(
      [post('/activate', invite), post('/activate', invite)].map((r) => handle(r, backend)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(backend.accounts.size).toBe(1)
  })

  it('refuses a member who has another account', async () => {
    const backend = backendWithInvite()
    backend.members.set(memberId, randomUUID())
    const response = await handle(post('/activate', invite), backend)
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ code: 'account_exists' })
  })
})
